/**
 * Opens the pages that a device was told to keep when there is no network: the network first, the copy only where it fails. Pages
 * that nobody asked to keep go their usual way. It is one file without imports, as a worker must be.
 */
declare const self: ServiceWorkerGlobalScope;

interface Keep {
  readonly pages: readonly string[];
  readonly assets: readonly string[];
}

// The page itself empties the first one when a person signs out (elements/offline-pages.ts).
const pageCopies = "faena-pages";
const assetCopies = "faena-assets";
const mostPages = 40;
const mostAssets = 80;
// On a floor a network is often there and yet brings nothing.
const patience = 8_000;
const unavailable = new Set([502, 503, 504]);
// Every answer of our server has it; a portal's page must not take the place of ours.
const ourHeader = "Faena";

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { pages, assets } = event.data as Keep;
  const kept = Promise.all([keep(pageCopies, pages, mostPages), keep(assetCopies, assets, mostAssets)]);
  event.waitUntil(kept.then(() => event.ports[0]?.postMessage("kept")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/dist/")) event.respondWith(asset(request));
});

async function page(request: Request): Promise<Response> {
  const copies = await caches.open(pageCopies);
  const copy = await copies.match(request.url, { ignoreVary: true });
  if (!copy) return fetch(request);
  const fresh = fetch(request).then(async (response) => {
    if (unavailable.has(response.status) || isForeign(response)) throw new TypeError("the server is not there");
    if (isWhole(response)) await copies.put(request.url, response.clone());
    return response;
  });
  return Promise.race([fresh, tooLate()]).catch(() => copy);
}

async function asset(request: Request): Promise<Response> {
  const copies = await caches.open(assetCopies);
  try {
    const response = await fetch(request);
    if (isForeign(response)) throw new TypeError("the server is not there");
    if (isWhole(response)) await copies.put(request.url, response.clone());
    return response;
  } catch (failure) {
    const copy = await copies.match(request.url, { ignoreVary: true });
    if (copy) return copy;
    throw failure;
  }
}

async function keep(name: string, addresses: readonly string[], most: number): Promise<void> {
  const copies = await caches.open(name);
  for (const address of addresses) {
    if (await copies.match(address, { ignoreVary: true })) continue;
    const response = await fetch(address).catch(() => null);
    if (response && isWhole(response)) await copies.put(address, response);
  }
  // The oldest come first.
  const all = await copies.keys();
  for (const request of all.slice(0, Math.max(0, all.length - most))) await copies.delete(request);
}

/** A page that was asked for and came, not the sign-in page in its place. */
function isWhole(response: Response): boolean {
  return response.ok && !response.redirected && response.type === "basic" && !isForeign(response);
}

/** Where a redirect leads is not told; the browser follows it. */
function isForeign(response: Response): boolean {
  return response.type !== "opaqueredirect" && !response.headers.has(ourHeader);
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new TypeError("too late")), patience));
}

export {};

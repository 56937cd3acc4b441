const worker = "/dist/offline.js";
const pageCopies = "faena-pages";

/**
 * Has this page, and others it leads to, open without network too. Resolves to whether the device keeps them; it needs HTTPS or this
 * very machine.
 */
export async function keepPages(scope: string, others: readonly string[]): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(worker, { scope });
    const { active } = await navigator.serviceWorker.ready;
    const channel = new MessageChannel();
    const kept = new Promise<boolean>((resolve) => (channel.port1.onmessage = () => resolve(true)));
    active?.postMessage({ pages: [location.pathname + location.search, ...others], assets: assetsOfThisPage() }, [
      channel.port2,
    ]);
    return await kept;
  } catch {
    // Without network a page that is kept already stays as it is; a browser that forbids it works as before.
    return navigator.serviceWorker.controller !== null;
  }
}

/** What a page says of a person is gone when they sign out. What they recorded is not: see the outbox. */
export async function forgetPages(): Promise<void> {
  if ("caches" in window) await caches.delete(pageCopies);
}

function assetsOfThisPage(): string[] {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const named = [...document.querySelectorAll<HTMLLinkElement>("link[rel~=stylesheet]")].map((link) => link.href);
  const scripts = [...document.querySelectorAll<HTMLScriptElement>("script[src]")].map((script) => script.src);
  const icons = new URL(document.documentElement.dataset["icons"] ?? "/", location.href).href;
  return [...new Set([...loaded, ...named, ...scripts, icons])].filter((address) => {
    const url = new URL(address);
    return url.origin === location.origin && url.pathname.startsWith("/dist/") && url.pathname !== worker;
  });
}

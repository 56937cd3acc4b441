// Every call of the browser to our API goes through here: one way to send, one kind of failure.
import { pageTexts } from "./element";

// Every answer of our server carries it. What comes without was said by a portal, a proxy or a cache on the way, and is no answer.
export const ourHeader = "Faena";

/** A refusal of the server as it said it (problem details), or the network's: then `status` is 0 and `code` "offline". */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Field path → texts, as the server knows the path. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly detail: string | null;
  readonly traceId: string | null;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;
  /** The whole answer, for members beside the usual ones. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    body: Readonly<Record<string, unknown>>,
    fallback: string,
    retryAfter: number | null = null,
  ) {
    super(text(body["title"]) ?? text(body["mensaje"]) ?? fallback);
    this.name = "ProblemError";
    this.status = status;
    this.code = text(body["code"]) ?? `http_${status}`;
    this.data = record(body["data"]);
    this.errors = fieldTexts(body["errors"]);
    this.detail = text(body["detail"]);
    this.traceId = text(body["traceId"]);
    this.retryAfter = retryAfter;
    this.body = body;
  }

  /** Whether our server said it: all that it refuses has a code. */
  get isOurs(): boolean {
    return this.status > 0 && text(this.body["code"]) !== null;
  }

  /** Whether somebody else changed it since it was read. */
  get isStale(): boolean {
    return this.isOurs && this.status === 412;
  }

  /** Whether our server will not take it as it stands. A failure, ours or of whatever lies between, is no such word. */
  get isRefusal(): boolean {
    return this.isOurs && this.status >= 400 && this.status < 500;
  }
}

/** A body that is JSON text already, written without passing numbers through a float. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Numbers of the answer arrive as the decimal text the server wrote, for amounts that are added or edited. */
  readonly numbersAsText?: boolean;
}

/** Says which version a change is about, so that another person's is not overwritten; nothing where there is none. */
export const ifMatch = (version: string | null | undefined): RequestOptions =>
  version ? { headers: { "If-Match": `"${version}"` } } : {};

type Body = JsonText | FormData | object | undefined;

export const api = {
  get: <T>(url: string, options?: RequestOptions) => send<T>("GET", url, undefined, options),
  post: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("POST", url, body, options),
  put: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("PUT", url, body, options),
  patch: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("PATCH", url, body, options),
  del: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("DELETE", url, body, options),
};

/** Sends one request; any answer but a success of our server is thrown as {@link ProblemError}. */
export async function send<T>(method: string, url: string, body?: Body, options: RequestOptions = {}): Promise<T> {
  const response = await ask(method, url, body, options);
  return (await overNetwork(async () => {
    const text = await response.text();
    if (!response.ok) throw refused(response, text);
    if (text === "") return undefined;
    if (!isJson(response)) throw offline();
    return parseJson(text, options.numbersAsText ?? false);
  })) as T;
}

/** Sends one request and gives what our server answered, whatever it is; what others answer in its place is thrown. */
export async function ask(method: string, url: string, body?: Body, options: RequestOptions = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  let payload: BodyInit | null = null;
  if (body instanceof FormData) {
    payload = body;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    payload = body instanceof JsonText ? body.text : JSON.stringify(body);
  }
  return overNetwork(async () => {
    // Our API sends nobody elsewhere; a portal does.
    const request: RequestInit = { method, headers, body: payload, signal: options.signal ?? null, redirect: "error" };
    const response = await fetch(url, request);
    if (!response.headers.has(ourHeader)) throw foreign(response);
    return response;
  });
}

/** What breaks on the way is no answer, however far it came. */
async function overNetwork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof ProblemError) throw failure;
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw offline();
  }
}

/** What is said where nothing of ours came back. */
export function offline(): ProblemError {
  return new ProblemError(0, { code: "offline" }, pageTexts()("offline"));
}

/** A gateway may say that our server is away; nothing else that others say counts, least of all that somebody is signed out. */
function foreign(response: Response): ProblemError {
  return response.status >= 500 ? failed(response, {}) : offline();
}

function refused(response: Response, text: string): ProblemError {
  if (response.status === 401) document.dispatchEvent(new CustomEvent("signed-out"));
  return failed(response, isJson(response) ? problemBody(text) : {});
}

function failed(response: Response, body: Readonly<Record<string, unknown>>): ProblemError {
  const wait = Number(response.headers.get("Retry-After"));
  return new ProblemError(
    response.status,
    body,
    pageTexts()("failed", { status: response.status }),
    Number.isFinite(wait) && wait > 0 ? wait : null,
  );
}

function isJson(response: Response): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(response.headers.get("Content-Type") ?? "");
}

/** Only an object of JSON is a problem of ours. */
export function problemBody(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

/** JSON whose numbers may be asked for as the decimal text that was written. */
export function parseJson(json: string, numbersAsText: boolean): unknown {
  if (!numbersAsText) return JSON.parse(json);
  return JSON.parse(json, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" ? (context?.source ?? String(value)) : value,
  );
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function fieldTexts(value: unknown): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(record(value)).map(([path, said]) => [
      path,
      (Array.isArray(said) ? said : [said]).filter((one): one is string => typeof one === "string"),
    ]),
  );
}

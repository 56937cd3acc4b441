// Every call of the browser to our API goes through here: one way to send, one kind of failure.
import { pageTexts } from "./element";

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

type Body = JsonText | FormData | object | undefined;

export const api = {
  get: <T>(url: string, options?: RequestOptions) => send<T>("GET", url, undefined, options),
  post: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("POST", url, body, options),
  put: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("PUT", url, body, options),
  patch: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("PATCH", url, body, options),
  del: <T = void>(url: string, body?: Body, options?: RequestOptions) => send<T>("DELETE", url, body, options),
};

/** Sends one request; any answer but a success is thrown as {@link ProblemError}. */
export async function send<T>(method: string, url: string, body?: Body, options: RequestOptions = {}): Promise<T> {
  const response = await reach(method, url, body, options);
  const text = await response.text();
  if (!response.ok) throw refused(response, text);
  return (text === "" ? undefined : parseJson(text, options.numbersAsText ?? false)) as T;
}

async function reach(method: string, url: string, body: Body, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  let payload: BodyInit | null = null;
  if (body instanceof FormData) {
    payload = body;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    payload = body instanceof JsonText ? body.text : JSON.stringify(body);
  }
  try {
    return await fetch(url, { method, headers, body: payload, signal: options.signal ?? null });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new ProblemError(0, { code: "offline" }, pageTexts()("offline"));
  }
}

function refused(response: Response, text: string): ProblemError {
  const wait = Number(response.headers.get("Retry-After"));
  const problem = new ProblemError(
    response.status,
    problemBody(text),
    pageTexts()("failed", { status: response.status }),
    Number.isFinite(wait) && wait > 0 ? wait : null,
  );
  if (response.status === 401) document.dispatchEvent(new CustomEvent("signed-out"));
  return problem;
}

/** A proxy between us may answer with anything; only an object of JSON is a problem of ours. */
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

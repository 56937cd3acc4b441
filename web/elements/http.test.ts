// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { api, JsonText, problemBody, ProblemError } from "./http";

const ours = { Faena: "1", "Content-Type": "application/problem+json; charset=utf-8" };

function answer(status: number, body: string | null, headers: Record<string, string> = ours) {
  const fetched = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response(body, { status, headers })));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

async function failure(call: Promise<unknown>): Promise<ProblemError> {
  const problem = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(problem instanceof ProblemError)) throw new Error("expected a ProblemError");
  return problem;
}

describe("api", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("carries code, data and field texts of a refusal", async () => {
    answer(
      422,
      '{"title":"Hay datos que corregir.","code":"invalid_fields","data":{"max":5},"errors":{"lines[0].qty":["Máximo 5."]}}',
    );
    const problem = await failure(api.post("/api/x", {}));
    expect(problem).toMatchObject({
      status: 422,
      code: "invalid_fields",
      message: "Hay datos que corregir.",
      data: { max: 5 },
    });
    expect(problem.errors).toEqual({ "lines[0].qty": ["Máximo 5."] });
  });

  it("says how long to wait", async () => {
    answer(429, '{"code":"too_many_requests"}', { ...ours, "Retry-After": "90" });
    expect((await failure(api.post("/api/session", {}))).retryAfter).toBe(90);
  });

  it("tells the page that the session is over", async () => {
    answer(401, '{"code":"session_expired"}');
    const heard = vi.fn();
    document.addEventListener("signed-out", heard, { once: true });
    expect((await failure(api.get("/api/x"))).status).toBe(401);
    expect(heard).toHaveBeenCalledOnce();
  });

  it("makes a lost network a problem like any other", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await failure(api.get("/api/x"))).toMatchObject({ status: 0, code: "offline" });
  });

  it("does not stumble over a proxy's page", async () => {
    answer(502, "<html>Bad gateway</html>", { "Content-Type": "text/html" });
    expect(await failure(api.get("/api/x"))).toMatchObject({ status: 502, code: "http_502", errors: {} });
  });

  it("sends ready JSON as it is", async () => {
    const fetched = answer(204, null);
    await api.put("/api/x", new JsonText('{"a":0.10}'));
    expect(fetched.mock.calls[0]?.[1].body).toBe('{"a":0.10}');
  });

  it.each<[string, number, string, Record<string, string>]>([
    ["a portal's page", 200, "<html>Accept our terms</html>", { "Content-Type": "text/html" }],
    ["an empty answer", 200, "", {}],
    ["a proxy's word", 200, '{"status":"ok"}', { "Content-Type": "application/json" }],
    ["a portal's refusal", 403, '{"code":"forbidden"}', { "Content-Type": "application/json" }],
    ["a portal's sign-in", 401, "<html>Sign in</html>", { "Content-Type": "text/html" }],
    ["a page in the place of our JSON", 200, "<html></html>", { ...ours, "Content-Type": "text/html" }],
    ["half an answer", 200, '{"id":', { ...ours, "Content-Type": "application/json" }],
  ])("takes %s for no answer and no sign-out, but for a lost network", async (_, status, body, headers) => {
    answer(status, body, headers);
    const heard = vi.fn();
    document.addEventListener("signed-out", heard, { once: true });
    const problem = await failure(api.post("/api/x", {}));
    expect(problem).toMatchObject({ status: 0, code: "offline", isOurs: false, isRefusal: false });
    expect(heard).not.toHaveBeenCalled();
    document.removeEventListener("signed-out", heard);
  });

  it("follows nobody elsewhere", async () => {
    const fetched = answer(200, "{}");
    await api.post("/api/x", {});
    expect(fetched.mock.calls[0]?.[1].redirect).toBe("error");
  });

  it("makes an answer that breaks off a problem like any other", async () => {
    const cut = new ReadableStream({ start: (body) => body.error(new TypeError("network error")) });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(cut, { headers: ours })));
    expect(await failure(api.get("/api/x"))).toMatchObject({ status: 0, code: "offline" });
  });

  it("gives nothing for an empty answer", async () => {
    answer(200, "");
    expect(await api.get("/api/x")).toBeUndefined();
  });
});

describe("problemBody", () => {
  it.each(["[1]", "null", "3", "no json"])("%s is no problem of ours", (text) => expect(problemBody(text)).toEqual({}));
});

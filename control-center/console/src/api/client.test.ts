import { afterEach, describe, expect, it, vi } from "vitest";
import { operation, run } from "./client";
import { Refused, SignedOut, Unreachable } from "./failure";
import { successOf } from "./outcome";

const ANY = operation<{ me: { login: string } }>("query { me { login } }");
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

function center(reply: () => Promise<Response>) {
  const fetched = vi.fn((_path: string, _init: RequestInit) => reply());
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("document", { cookie: "other=1; flotilla_csrf=c0ffee" });
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe("an operation", () => {
  it("answers its data, and sends the CSRF cookie as a header", async () => {
    const fetched = center(async () => answer(200, { data: { me: { login: "a" } } }));
    expect(await run(ANY, {})).toEqual({ me: { login: "a" } });
    expect(fetched.mock.calls[0]?.[1].headers).toMatchObject({ "X-Flotilla-CSRF": "c0ffee" });
  });

  it("knows an ended session from everything else", async () => {
    center(async () => answer(401, {}));
    await expect(run(ANY, {})).rejects.toBeInstanceOf(SignedOut);
  });

  it("renews a session whose token has ended, and asks again", async () => {
    let isRenewed = false;
    const fetched = vi.fn(async (path: string, _init: RequestInit) => {
      if (path === "/auth/v1/renew") isRenewed = true;
      return isRenewed ? answer(200, { data: { me: { login: "a" } } }) : answer(401, {});
    });
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("document", { cookie: "flotilla_csrf=c0ffee" });
    const both = await Promise.all([run(ANY, {}), run(ANY, {})]);
    expect(both).toEqual([{ me: { login: "a" } }, { me: { login: "a" } }]);
    const renewals = fetched.mock.calls.filter(([path]) => path === "/auth/v1/renew");
    expect(renewals).toHaveLength(1);
    expect(renewals[0]?.[1]).toMatchObject({ keepalive: true, headers: { "X-Flotilla-CSRF": "c0ffee" } });
  });

  it("does not take a renewal that nobody answers for an ended session", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async (path: string) => answer(path === "/auth/v1/renew" ? 503 : 401, {})),
    );
    vi.stubGlobal("document", { cookie: "flotilla_csrf=c0ffee" });
    await expect(run(ANY, {})).rejects.toBeInstanceOf(Unreachable);
  });

  it("knows that nobody answers", async () => {
    center(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(run(ANY, {})).rejects.toBeInstanceOf(Unreachable);
    center(async () => answer(503, {}));
    await expect(run(ANY, {})).rejects.toBeInstanceOf(Unreachable);
  });

  it("repeats what the control center says when it refuses", async () => {
    center(async () => answer(200, { data: null, errors: [{ message: "The query costs too much." }] }));
    await expect(run(ANY, {})).rejects.toEqual(new Refused("The query costs too much."));
    const misfit = { message: "Field 'x' is undefined", extensions: { classification: "ValidationError" } };
    center(async () => answer(200, { errors: [misfit] }));
    await expect(run(ANY, {})).rejects.toThrow("Reload the page");
    center(async () => answer(400, { title: "Bad", detail: "The body is no JSON." }));
    await expect(run(ANY, {})).rejects.toThrow("The body is no JSON.");
  });
});

it("turns a declined change into an error that knows its field", () => {
  const declined = () =>
    successOf({
      __typename: "InvalidInput",
      message: "sources[0].port must be 1 to 65535: '0'",
      field: "sources[0].port",
    });
  expect(declined).toThrow(expect.objectContaining({ field: "sources[0].port", message: "This must be 1 to 65535." }));
  expect(successOf({ __typename: "Flow", id: "x" })).toMatchObject({ id: "x" });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { nearest, send, type Part } from "./upload";

/** Stands for the browser's; answers what the test has for each address. */
class Request {
  static answers: (url: string, body: Blob) => { status: number; etag?: string };
  static sent: { url: string; size: number }[] = [];
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  status = 0;
  private url = "";
  private etag: string | undefined;
  open(_method: string, url: string) {
    this.url = url;
  }
  send(body: Blob) {
    Request.sent.push({ url: this.url, size: body.size });
    const { status, etag } = Request.answers(this.url, body);
    this.status = status;
    this.etag = etag;
    this.upload.onprogress?.({ loaded: body.size });
    this.onload?.();
  }
  getResponseHeader() {
    return this.etag ?? null;
  }
}

const part = (number: number, uploadUrl: string | null, etag: string | null = null): Part => ({
  number,
  sizeBytes: number === 3 ? 2 : 4,
  etag,
  uploadUrl,
});

describe("an upload", () => {
  afterEach(() => {
    Request.sent = [];
    vi.unstubAllGlobals();
  });

  it("sends the parts in order, and one that failed again to a new address", async () => {
    vi.stubGlobal("XMLHttpRequest", Request);
    let isBroken = true;
    Request.answers = (url) => {
      if (url.endsWith("/2") && isBroken) return { status: 503 };
      return { status: 200, etag: `"tag of ${url.slice(-3)}"` };
    };
    const shares: number[] = [];
    const done = await send(
      new Blob(["0123456789"]),
      [1, 2, 3].map((number) => part(number, `https://s3/${number}`)),
      {
        refresh: () => {
          isBroken = false;
          return Promise.resolve([part(1, null, "x"), part(2, "https://s3/new/2"), part(3, "https://s3/new/3")]);
        },
        onProgress: (share) => shares.push(share),
        signal: new AbortController().signal,
      },
    );
    expect(Request.sent.map(({ size }) => size)).toEqual([4, 4, 4, 2]);
    expect(done.map(({ partNumber }) => partNumber)).toEqual([1, 2, 3]);
    expect(Request.sent.at(2)?.url).toBe("https://s3/new/2");
    expect(shares.at(-1)).toBe(1);
  });

  it("gives up after some tries, saying why", async () => {
    vi.stubGlobal("XMLHttpRequest", Request);
    Request.answers = () => ({ status: 403 });
    const parts = [part(1, "https://s3/1")];
    const sending = {
      refresh: () => Promise.resolve(parts),
      onProgress: () => {},
      signal: new AbortController().signal,
    };
    await expect(send(new Blob(["0123"]), parts, sending)).rejects.toThrow("403");
    expect(Request.sent).toHaveLength(4);
  });

  it("goes to this page's own address where the control center is the storage", () => {
    expect(nearest("http://center:18000/objects/v1/a/b?x=1")).toBe("/objects/v1/a/b?x=1");
    expect(nearest("https://s3.example.org/objects/a?x=1")).toBe("https://s3.example.org/objects/a?x=1");
  });
});

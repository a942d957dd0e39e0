/** A part of a file, and where it goes; one that is there already has a tag and no address. */
export type Part = { number: number; sizeBytes: number; etag: string | null; uploadUrl: string | null };

type Sending = {
  /** The parts anew, with addresses that hold. */
  refresh: () => Promise<Part[]>;
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

const MOST_TRIES = 4;

/** Sends the parts one after another. One that fails is sent again, to an address that is asked for anew. */
export async function send(file: Blob, parts: Part[], { refresh, onProgress, signal }: Sending) {
  const done: { partNumber: number; etag: string }[] = [];
  let present = parts;
  let from = 0;
  for (const { number, sizeBytes } of parts) {
    const size = Number(sizeBytes);
    const slice = file.slice(from, from + size);
    let etag = "";
    for (let tries = 1; etag === ""; tries++) {
      try {
        etag = await sendOne(slice, partOf(present, number), (bytes) => onProgress((from + bytes) / file.size), signal);
      } catch (failure) {
        if (tries === MOST_TRIES || signal.aborted) throw failure;
        present = await refresh();
      }
    }
    done.push({ partNumber: number, etag });
    from += size;
    onProgress(from / file.size);
  }
  return done;
}

function partOf(parts: Part[], number: number): Part {
  const part = parts.find((each) => each.number === number);
  if (!part) throw new Error("The upload is over: it took too long, or somebody aborted it.");
  return part;
}

/** By XMLHttpRequest, because nothing else tells how far a body has gone. */
function sendOne(body: Blob, part: Part, onSent: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const { etag, uploadUrl } = part;
  if (uploadUrl === null) return Promise.resolve(etag ?? "");
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const end = () => signal.removeEventListener("abort", abort);
    const fail = (why: string) => {
      end();
      reject(new Error(why));
    };
    if (signal.aborted) {
      reject(new Error("The upload is cancelled."));
      return;
    }
    signal.addEventListener("abort", abort);
    request.open("PUT", nearest(uploadUrl));
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onabort = () => fail("The upload is cancelled.");
    request.onerror = () => fail("The object storage cannot be reached from here.");
    request.onload = () => {
      const tag = request.getResponseHeader("ETag");
      if (request.status < 200 || request.status > 299) fail(`The object storage answered ${request.status}.`);
      else if (!tag) fail("The object storage does not show its ETag to this page: let CORS expose it.");
      else {
        end();
        resolve(tag);
      }
    };
    request.send(body);
  });
}

/** What this control center stores itself is sent to where this page came from; the signature is of the path. */
export function nearest(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.startsWith("/objects/v1/") ? pathname + search : url;
}

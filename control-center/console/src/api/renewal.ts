import { Unreachable } from "./failure";

const RENEWED_AT = "flotilla.renewedAt";
const DEADLINE_MS = 10_000;

/**
 * Goes on with the session after its token has ended, once for all tabs: a renewal counts once, and a second one would end the
 * session. Answers whether the session lives; throws {@link Unreachable} when nobody knows.
 *
 * @param askedAt when the request was made that was refused
 */
export function renew(askedAt: number, csrf: string): Promise<boolean> {
  return alone(async () => {
    if (renewedAt() >= askedAt) return true;
    // Keep-alive, so that the new cookies arrive even when the page is being left.
    const answer = await fetch("/auth/v1/renew", {
      method: "POST",
      credentials: "same-origin",
      keepalive: true,
      headers: { "X-Flotilla-CSRF": csrf },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (answer.ok) note();
    else if (answer.status >= 500) throw new Unreachable(false);
    return answer.ok;
  });
}

let last: Promise<unknown> = Promise.resolve();
let notedHere = 0;

/** One after another, in all tabs where the browser can; at least in this one. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (locks) return locks.request("flotilla-renewal", work) as Promise<T>;
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

function renewedAt(): number {
  try {
    return Math.max(notedHere, Number(localStorage.getItem(RENEWED_AT) ?? 0));
  } catch {
    return notedHere;
  }
}

function note(): void {
  notedHere = Date.now();
  try {
    localStorage.setItem(RENEWED_AT, String(notedHere));
  } catch {
    // A browser that keeps nothing: this tab knows, and the others ask for themselves.
  }
}

import type { Tone } from "../design/tone";
import { counted } from "../words/count";
import type { Channel, NewRelease, Progress, Stage, Target, UpdateState } from "./releases";

export const CHANNELS: Record<Channel, string> = { STABLE: "stable", RC: "release candidate" };

export const STAGES: Record<Stage, { word: string; tone: Tone }> = {
  RUNNING: { word: "under way", tone: "live" },
  PAUSED: { word: "paused", tone: "warn" },
  STOPPED: { word: "stopped", tone: "fail" },
  DONE: { word: "done", tone: "idle" },
};

export const STATES: Record<UpdateState, { word: string; tone: Tone }> = {
  PENDING: { word: "waits", tone: "idle" },
  DRAINING: { word: "drains", tone: "warn" },
  UPDATING: { word: "updates", tone: "warn" },
  HEALTHY: { word: "healthy", tone: "live" },
  FAILED: { word: "failed", tone: "fail" },
  ROLLED_BACK: { word: "rolled back", tone: "fail" },
};

/** What the target is: "1.4.0", or "newest stable". */
export function aim(target: Pick<Target, "channel" | "version">): string {
  return target.version ?? `newest ${CHANNELS[target.channel ?? "STABLE"]}`;
}

/** How far it is: "2 of 5 nodes healthy, 1 failed". */
export function progressWords(progress: Progress): string {
  const bad = progress.failed + progress.rolledBack;
  const all = progress.pending + progress.draining + progress.updating + progress.healthy + bad;
  const first = `${progress.healthy} of ${counted(all, "node")} healthy`;
  return bad === 0 ? first : `${first}, ${bad} failed`;
}

/** Reads what `./flotilla release sign` printed; null when it is something else. */
export function readSigned(text: string): Omit<NewRelease, "channel" | "url" | "notes"> | null {
  try {
    const read = JSON.parse(text) as Record<string, unknown>;
    const { version, platform, sizeBytes, sha256, signature, minimum } = read;
    if (
      typeof version !== "string" ||
      typeof platform !== "string" ||
      typeof sizeBytes !== "number" ||
      typeof sha256 !== "string" ||
      typeof signature !== "string"
    )
      return null;
    return {
      version,
      platform,
      sizeBytes,
      sha256,
      signature,
      minimum: typeof minimum === "string" ? minimum : null,
    };
  } catch {
    return null;
  }
}

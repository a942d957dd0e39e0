import type { Tone } from "../design/tone";
import { bytes } from "../words/bytes";
import { listed } from "../words/count";
import { dateTime, elapsed } from "../words/time";
import type { Artifact, ArtifactKind, ArtifactStatus } from "./artifacts";

const KINDS: Record<ArtifactKind, string> = { CLIP: "Clip", RECORDING: "Recording", VOD: "Video" };

type Told = Pick<
  Artifact,
  "kind" | "status" | "title" | "createdAt" | "startedAt" | "durationMs" | "sizeBytes" | "isStored" | "nodes"
>;

const STATES: Record<ArtifactStatus, { word: string; tone: Tone }> = {
  REQUESTED: { word: "Ordered", tone: "idle" },
  UPLOADING: { word: "Being uploaded", tone: "idle" },
  RECORDING: { word: "Recording", tone: "live" },
  PROCESSING: { word: "Being made", tone: "idle" },
  READY: { word: "Ready", tone: "idle" },
  FAILED: { word: "Failed", tone: "fail" },
  DELETED: { word: "Deleted", tone: "idle" },
};

export function stateOf({ status }: Pick<Artifact, "status">) {
  return STATES[status];
}

/** What people call it: its title, else when it began. */
export function nameOf({ kind, title, startedAt, createdAt }: Told): string {
  if (title) return title;
  return `${KINDS[kind]} of ${dateTime(startedAt ?? createdAt)}`;
}

/** How long and how large it is, as far as that is known. */
export function sizeOf({ durationMs, sizeBytes }: Told): string {
  const { value, unit } = bytes(Number(sizeBytes));
  return [Number(durationMs) > 0 ? elapsed(Number(durationMs)) : "", Number(sizeBytes) > 0 ? `${value} ${unit}` : ""]
    .filter((part) => part !== "")
    .join(" · ");
}

/** Where its bytes are. */
export function placeOf({ nodes, isStored, status }: Told): string {
  const places = [...(isStored ? ["the object storage"] : []), ...nodes.map((node) => node.name)];
  if (places.length > 0) return `In ${listed(places)}`;
  return status === "READY" ? "Nowhere at the moment" : "";
}

/** Where it is watched: in a region's nearest format. */
export function playUrl({ kind, format, addresses }: Pick<Artifact, "kind" | "format" | "addresses">): string | null {
  const [door] = addresses;
  return door ? `${door.playbackUrl}.${kind === "RECORDING" ? "m3u8" : format}` : null;
}

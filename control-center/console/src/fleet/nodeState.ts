import type { NodeState } from "../api/model";
import type { Tone } from "../design/tone";

/** Each state of a node as a word, a colour, and what it means. */
export const NODE_STATES: Record<NodeState, { word: string; tone: Tone; meaning: string }> = {
  ONLINE: { word: "Online", tone: "live", meaning: "Connected, and nothing is wrong." },
  PROBLEM: { word: "Problem", tone: "warn", meaning: "Connected, and reports something wrong." },
  OFFLINE: {
    word: "Offline",
    tone: "fail",
    meaning: "Not connected. Its flows run on; the control center just does not see them.",
  },
  REVOKED: { word: "Revoked", tone: "idle", meaning: "Its certificate is revoked; it may not come back." },
};

export const STATE_ORDER: readonly NodeState[] = ["ONLINE", "PROBLEM", "OFFLINE", "REVOKED"];

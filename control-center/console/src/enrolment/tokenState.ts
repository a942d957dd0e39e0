import type { Tone } from "../design/tone";
import type { TokenState } from "./tokens";

export const TOKEN_STATES: Record<TokenState, { word: string; tone: Tone }> = {
  ACTIVE: { word: "Active", tone: "live" },
  USED_UP: { word: "Used up", tone: "idle" },
  EXPIRED: { word: "Expired", tone: "idle" },
  REVOKED: { word: "Revoked", tone: "idle" },
};

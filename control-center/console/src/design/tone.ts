/** What a colour may say. */
export type Tone = "live" | "warn" | "fail" | "idle";

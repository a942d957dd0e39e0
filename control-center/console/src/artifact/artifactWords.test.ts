import { describe, expect, it } from "vitest";
import type { Artifact } from "./artifacts";
import { nameOf, placeOf, playUrl, sizeOf, stateOf } from "./artifactWords";

const CLIP: Artifact = {
  id: "202611200000000123456789abcdef",
  kind: "CLIP",
  status: "READY",
  title: "Goal",
  format: "mp4",
  createdAt: "2026-11-20T12:00:00Z",
  startedAt: "2026-11-20T11:59:00Z",
  durationMs: 61_000,
  sizeBytes: 5_242_880,
  isStored: true,
  error: null,
  expiresAt: null,
  nodes: [{ id: "node_1", name: "Studio" }],
  addresses: [{ region: "default", playbackUrl: "http://door/play/abc" }],
};

describe("the words for an artifact", () => {
  it("name it by title, or by the time of its media", () => {
    expect(nameOf(CLIP)).toBe("Goal");
    expect(nameOf({ ...CLIP, title: "", kind: "RECORDING" })).toContain("Recording of 20 Nov 2026");
  });
  it("say how long and how large it is, as far as known", () => {
    expect(sizeOf(CLIP)).toBe("00:01:01 · 5.0 MiB");
    expect(sizeOf({ ...CLIP, durationMs: 0, sizeBytes: 0 })).toBe("");
  });
  it("say where it is", () => {
    expect(placeOf(CLIP)).toBe("In the object storage and Studio");
    expect(placeOf({ ...CLIP, nodes: [], isStored: false })).toBe("Nowhere at the moment");
    expect(placeOf({ ...CLIP, nodes: [], isStored: false, status: "REQUESTED" })).toBe("");
  });
  it("say how far it is", () => {
    expect(stateOf({ status: "FAILED" })).toEqual({ word: "Failed", tone: "fail" });
  });
  it("lead to a player by the door of a region", () => {
    expect(playUrl(CLIP)).toBe("http://door/play/abc.mp4");
    expect(playUrl({ ...CLIP, kind: "RECORDING" })).toBe("http://door/play/abc.m3u8");
    expect(playUrl({ ...CLIP, addresses: [] })).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { checkClip, clipInput, NEW_CLIP, type ClipForm } from "./clipForm";

const SPAN: ClipForm = { ...NEW_CLIP, mode: "ABSOLUTE", from: "2026-11-20T12:00:00", to: "2026-11-20T12:00:30" };

describe("the form of a clip", () => {
  it("takes the time just gone", () => {
    expect(checkClip(NEW_CLIP)).toEqual({});
    expect(clipInput("str_1", NEW_CLIP)).toEqual({
      streamId: "str_1",
      title: "",
      format: "mp4",
      mode: "LAST",
      durationSeconds: 30,
    });
  });
  it("takes two times of day", () => {
    expect(checkClip(SPAN)).toEqual({});
    const { startsAt, endsAt } = clipInput("str_1", SPAN);
    expect(Date.parse(endsAt ?? "") - Date.parse(startsAt ?? "")).toBe(30_000);
  });
  it.each(["", "0", "-3", "1.5", "21601", "soon"])("refuses '%s' seconds", (seconds) => {
    expect(checkClip({ ...NEW_CLIP, seconds })).toHaveProperty("seconds");
  });
  it("refuses times that make no clip", () => {
    expect(checkClip({ ...SPAN, from: "" })).toHaveProperty("from");
    expect(checkClip({ ...SPAN, to: "" })).toHaveProperty("to");
    expect(checkClip({ ...SPAN, to: SPAN.from })).toHaveProperty("to");
    expect(checkClip({ ...SPAN, to: "2026-11-20T19:00:00" })).toHaveProperty("to");
  });
});

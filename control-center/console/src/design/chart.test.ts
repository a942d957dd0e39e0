import { describe, expect, it } from "vitest";
import { History } from "./history";
import { linePath, roundUp, spanOf } from "./scale";

describe("an axis", () => {
  it.each([
    [0, 1],
    [0.9, 1],
    [7.3e6, 1e7],
    [2.1e6, 2.5e6],
    [1e6, 1e6],
  ])("ends at a round number: %d at %d", (value, end) => {
    expect(roundUp(value)).toBe(end);
  });

  it("shows the shortest span that holds what there is", () => {
    expect(spanOf([{ at: 0 }, { at: 31_000 }])).toBe(60_000);
    expect(spanOf([])).toBe(30_000);
  });
});

it("draws a pause as a gap, not as a line", () => {
  const box = { width: 100, height: 10, from: 0, to: 100, top: 10, gapMs: 20 };
  const path = linePath(
    [
      { at: 0, value: 10 },
      { at: 10, value: 5 },
      { at: 90, value: 0 },
    ],
    box,
  );
  expect(path).toBe("M0.0 0.0L10.0 5.0M90.0 10.0");
});

describe("the history", () => {
  it("forgets what is older than five minutes", () => {
    const history = new History();
    history.record(0, [["a", 1]]);
    history.record(400_000, [["a", 2]]);
    expect(history.of("a")).toEqual([{ at: 400_000, value: 2 }]);
  });

  it("keeps a bounded number of series, and drops the one longest untouched", () => {
    const history = new History();
    for (let series = 0; series < 500; series++) history.record(series, [[`s${series}`, 1]]);
    expect(history.of("s0")).toEqual([]);
    expect(history.of("s499")).toHaveLength(1);
  });
});

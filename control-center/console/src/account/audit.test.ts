import { expect, it } from "vitest";
import { changes } from "./audit";

it("tells what a change changed, and leaves times out", () => {
  const before = JSON.stringify({ title: "Main", isSuspended: false, updatedAt: "1", mostViewers: null });
  const after = JSON.stringify({ title: "Side", isSuspended: false, updatedAt: "2", mostViewers: 5 });
  expect(changes({ before, after })).toEqual(["title: “Main” → “Side”", "mostViewers: nothing → 5"]);
});

it("tells nothing of what is new or gone", () => {
  expect(changes({ before: null, after: '{"id":"x"}' })).toEqual([]);
  expect(changes({ before: '{"id":"x","name":"a"}', after: '{"id":"x"}' })).toEqual([]);
});

import { expect, it } from "vitest";
import { demandsOf, duration, placeOf, stateOf, viewersOf } from "./streamWords";

const studio = { node: { id: "1", name: "studio" }, isSource: true, viewers: 3 };
const edge = { node: { id: "2", name: "edge" }, isSource: false, viewers: 40 };

it("says how a stream is, and where", () => {
  expect(stateOf({ isSuspended: false, presences: [studio, edge] }).word).toBe("Live");
  expect(placeOf({ isSuspended: false, presences: [studio, edge] })).toBe(
    "It is published on studio, and sent to 1 more node.",
  );
  expect(stateOf({ isSuspended: false, presences: [] }).word).toBe("Off air");
  expect(stateOf({ isSuspended: true, presences: [studio] }).word).toBe("Suspended");
  expect(viewersOf([studio, edge])).toBe(43);
});

it("names keys, and says which one is gone", () => {
  const policy = {
    kind: "SIGNED_TOKEN" as const,
    signedToken: { keyIds: ["a", "b"], audience: null, requiredClaims: [] },
    webhook: null,
  };
  const names: Record<string, string> = { a: "Web site" };
  expect(demandsOf(policy, (id) => names[id] ?? "a key that was revoked")[0]).toEqual([
    "Signed with",
    "Web site and a key that was revoked",
  ]);
});

it("writes times as people say them", () => {
  expect(duration(5400)).toBe("1 h 30 min");
  expect(duration(2)).toBe("2 s");
  expect(duration(604_800)).toBe("7 d");
});

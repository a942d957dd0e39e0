import { expect, it } from "vitest";
import { checkPassword } from "./password";

const FINE = { current: "generated-one", next: "seven quiet harbours", again: "seven quiet harbours" };

it("takes a long password, typed twice alike, that is new", () => {
  expect(checkPassword(FINE)).toEqual({});
});

it("says what is wrong field by field", () => {
  expect(Object.keys(checkPassword({ current: "", next: "short", again: "other" }))).toEqual([
    "current",
    "next",
    "again",
  ]);
  expect(checkPassword({ ...FINE, current: FINE.next }).next).toMatch(/differs/);
});

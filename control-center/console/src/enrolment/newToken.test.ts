import { expect, it } from "vitest";
import { checkToken, enrolLine, tokenInput } from "./newToken";

const FORM = { clusterId: "home", description: " Van ", uses: "1", lifeHours: "24", expectedAddress: "" };

it("says which number of machines is possible", () => {
  expect(checkToken({ ...FORM, uses: "0" })).toHaveProperty("uses");
  expect(checkToken({ ...FORM, uses: "two" })).toHaveProperty("uses");
  expect(checkToken(FORM)).toEqual({});
});

it("takes IP addresses of both families as expected address", () => {
  for (const expectedAddress of ["203.0.113.7", "2001:db8::7"])
    expect(checkToken({ ...FORM, expectedAddress })).toEqual({});
  expect(checkToken({ ...FORM, expectedAddress: "van.example.net" })).toHaveProperty("expectedAddress");
});

it("sends no address when none was typed", () => {
  expect(tokenInput(FORM)).toMatchObject({ description: "Van", uses: 1, lifeHours: 24, expectedAddress: null });
});

it("keeps the token out of the line that one runs", () => {
  expect(enrolLine("https://center.example:18443")).toBe("flotilla-edge enroll --center https://center.example:18443");
});

import { describe, expect, it } from "vitest";
import { coloursOf, contrastToWhite, inkOn } from "./look";

describe("a tenant's colours", () => {
  it("carry words that can be read", () => {
    expect(inkOn("#0b1f5c")).toBe("white");
    expect(inkOn("#f5a623")).toBe("black");
  });

  it("are told from white as WCAG counts", () => {
    expect(contrastToWhite("#000000")).toBeCloseTo(21, 3);
    expect(contrastToWhite("#777777")).toBeCloseTo(4.48, 2);
    expect(contrastToWhite("#ffff00")).toBeLessThan(3);
  });

  it("leave alone what the tenant has not chosen", () => {
    expect(coloursOf(null, null)).toEqual({});
    expect(Object.keys(coloursOf("#0b5fff", null))).not.toContain("--focus");
  });
});

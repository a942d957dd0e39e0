import { describe, expect, it } from "vitest";
import { cents, priceOf } from "./clusterWords";
import type { Terms } from "./clusters";

const terms = (change: Partial<Terms>): Terms => ({
  visibility: "PUBLIC",
  requiresApproval: false,
  pricingModel: "MONTHLY",
  monthlyPriceCents: null,
  ...change,
});

describe("the price of a cluster", () => {
  it("names the month's price where there is one", () => {
    expect(priceOf(terms({ monthlyPriceCents: 1950 }))).toBe("€19.50 a month");
    expect(priceOf(terms({}))).toBe("paid by the month");
    expect(priceOf(terms({ pricingModel: "FREE_UNMETERED", monthlyPriceCents: 5 }))).toBe("free of charge");
  });

  it("is read as people write it", () => {
    expect(cents("19.5")).toBe(1950);
    expect(cents("19,50")).toBe(1950);
    expect(cents(" ")).toBeNull();
    expect(cents("-1")).toBeNaN();
    expect(cents("much")).toBeNaN();
  });
});

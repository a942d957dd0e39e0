import { expect, it } from "vitest";
import { browserOf } from "./userAgent";

it("says browsers as people call them", () => {
  const linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)";
  expect(browserOf(`${linux} Chrome/141.0.0.0 Safari/537.36`)).toBe("Chrome on Linux");
  expect(browserOf(`${linux} Chrome/141.0.0.0 Safari/537.36 Edg/141.0`)).toBe("Edge on Linux");
  expect(browserOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")).toBe(
    "Safari on iPhone",
  );
  expect(browserOf(null)).toBe("A browser");
});

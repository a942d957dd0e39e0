import { describe, expect, it } from "vitest";
import { bitrate, inWords } from "./bitrate";
import { isIpAddress, shortAddress } from "./address";
import { bytes } from "./bytes";
import { counted, listed, percent } from "./count";
import { withNames } from "./names";
import { elapsed, relative } from "./time";

describe("a bitrate", () => {
  it.each([
    [0, "0 b/s"],
    [999, "999 b/s"],
    [999_600, "1.00 Mb/s"],
    [4_920_000, "4.92 Mb/s"],
    [12_345_678, "12.3 Mb/s"],
    [99_960_000, "100 Mb/s"],
    [2_500_000_000, "2.50 Gb/s"],
  ])("has three digits in the largest unit that fits: %d is %s", (bps, words) => {
    expect(inWords(bitrate(bps))).toBe(words);
  });
});

describe("bytes", () => {
  it.each([
    [0, "0 B"],
    [1024, "1.0 KiB"],
    [16 * 2 ** 30, "16.0 GiB"],
    [512 * 2 ** 30, "512 GiB"],
  ])("are written in binary units: %d is %s", (count, words) => {
    expect(inWords(bytes(count))).toBe(words);
  });
});

describe("time", () => {
  const now = Date.parse("2026-05-04T12:00:00Z");
  it.each([
    ["2026-05-04T11:59:30Z", "just now"],
    ["2026-05-04T11:58:00Z", "2 minutes ago"],
    ["2026-05-05T11:00:00Z", "in 23 hours"],
    ["2026-05-01T11:00:00Z", "3 days ago"],
  ])("is told from now: %s is %s", (instant, words) => {
    expect(relative(instant, now)).toBe(words);
  });

  it("runs as a clock, with days when there are any", () => {
    expect(elapsed(3_661_000)).toBe("01:01:01");
    expect(elapsed(2 * 86_400_000 + 1_000)).toBe("2 d 00:00:01");
    expect(elapsed(-5)).toBe("00:00:00");
  });
});

describe("a sentence", () => {
  it("names what it counts", () => {
    expect(counted(1, "flow")).toBe("1 flow");
    expect(counted(1200, "flow")).toBe("1,200 flows");
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
    expect(percent(1.7)).toBe("100 %");
  });

  it("shows names where it has ids", () => {
    const names = new Map([["flow_0123456789abcdef", "Main stage"]]);
    expect(withNames("Flow flow_0123456789abcdef left node_fedcba9876543210.", names)).toBe(
      "Flow Main stage left a node.",
    );
  });
});

describe("an address", () => {
  it("is short", () => {
    expect(shortAddress("fe80:0:0:0:fc:ff:fe00:1")).toBe("fe80::fc:ff:fe00:1");
    expect(shortAddress("192.0.2.2")).toBe("192.0.2.2");
  });

  it.each(["10.0.0.300", "host", "1::2::3", "1.2.3"])("'%s' is none", (text) => {
    expect(isIpAddress(text)).toBe(false);
  });
});

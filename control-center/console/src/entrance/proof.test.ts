import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { leadingZeros, solve } from "./proof";
import { sha256 } from "./sha256";

const hex = (text: string) => [...sha256(text)].map((word) => word.toString(16).padStart(8, "0")).join("");

it("hashes as everybody else does", () => {
  for (const text of ["", "abc", "x".repeat(55), "x".repeat(56), "ü".repeat(100)])
    expect(hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
});

it("finds a nonce whose hash begins with as many zeros as asked for", async () => {
  const nonce = await solve("challenge", 10);
  expect(leadingZeros(sha256(`challenge:${nonce}`))).toBeGreaterThanOrEqual(10);
});

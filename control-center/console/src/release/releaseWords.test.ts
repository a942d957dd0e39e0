import { describe, expect, it } from "vitest";
import { aim, progressWords, readSigned } from "./releaseWords";

const none = { pending: 0, draining: 0, updating: 0, healthy: 0, failed: 0, rolledBack: 0 };

describe("the words of a roll-out", () => {
  it("says what the target is", () => {
    expect(aim({ channel: null, version: "1.4.0" })).toBe("1.4.0");
    expect(aim({ channel: "STABLE", version: null })).toBe("newest stable");
    expect(aim({ channel: "RC", version: null })).toBe("newest release candidate");
  });

  it("says how far it is", () => {
    expect(progressWords({ ...none, stage: "RUNNING", healthy: 1, pending: 2, updating: 1 })).toBe(
      "1 of 4 nodes healthy",
    );
    expect(progressWords({ ...none, stage: "STOPPED", healthy: 1, failed: 1, rolledBack: 1 })).toBe(
      "1 of 3 nodes healthy, 2 failed",
    );
  });

  it("reads what was signed, and nothing else", () => {
    const signed = { version: "1.4.0", platform: "linux-amd64", sizeBytes: 5, sha256: "ab", signature: "cd" };
    expect(readSigned(JSON.stringify(signed))).toEqual({ ...signed, minimum: null });
    expect(readSigned(JSON.stringify({ ...signed, minimum: "1.0.0" }))?.minimum).toBe("1.0.0");
    expect(readSigned(JSON.stringify({ ...signed, sizeBytes: "5" }))).toBeNull();
    expect(readSigned("not JSON")).toBeNull();
  });
});

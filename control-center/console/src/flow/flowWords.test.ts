import { expect, it } from "vitest";
import type { FlowHealth } from "../api/model";
import type { Flow, FlowStatus } from "./flows";
import { sentenceOf, stateOf, whereOf } from "./flowWords";

const END = {
  name: "A",
  description: "",
  address: "",
  port: 9000,
  latencyMs: null,
  isEncrypted: false,
  streamId: null,
  interface: null,
  srt: null,
  ristProfile: null,
  rtmp: null,
  sender: null,
  repair: false,
};
const status = (health: FlowHealth): FlowStatus => ({
  health,
  detail: null,
  startedAt: null,
  reportedAt: "",
  sources: [],
  outputs: [],
  switches: null,
  merge: null,
});
const flow = (change: Partial<Flow>): Flow => ({
  id: "",
  name: "",
  description: "",
  origin: "CENTER",
  running: true,
  isApplied: true,
  notApplied: null,
  status: null,
  node: { id: "", name: "studio", state: "ONLINE", address: null },
  sources: [{ ...END, transport: "SRT_LISTENER" }],
  outputs: [],
  failover: null,
  merge: null,
  placement: null,
  drift: [],
  ...change,
});

it("says what is wished until the node has done it", () => {
  const word = (running: boolean, isApplied: boolean, health: FlowHealth) =>
    stateOf({ running, isApplied, status: status(health) }, { state: "ONLINE" }).word;
  expect(word(true, false, "STOPPED")).toBe("Starting");
  expect(word(false, false, "RECEIVING")).toBe("Stopping");
  expect(word(true, true, "RECEIVING")).toBe("Live");
});

it("does not call live what nobody sees", () => {
  expect(stateOf({ running: true, isApplied: true, status: status("RECEIVING") }, { state: "OFFLINE" }).word).toBe(
    "Not seen",
  );
});

it("tells whom a waiting flow waits for", () => {
  expect(sentenceOf(flow({ status: status("WAITING") }))).toBe("Waiting for an encoder to call studio on port 9000.");
});

it("says that a stream without outputs goes nowhere", () => {
  expect(sentenceOf(flow({ status: status("RECEIVING") }))).toMatch(/no output yet/);
});

it("writes addresses as people type them", () => {
  expect(whereOf({ ...END, transport: "SRT_LISTENER" })).toBe("SRT listener, port 9000");
  expect(whereOf({ ...END, transport: "SRT_CALLER", address: "fe80::1" })).toBe("SRT caller, [fe80::1]:9000");
});

import { expect, it } from "vitest";
import type { FlowHealth } from "../api/model";
import type { Flow, FlowStatus } from "./flows";
import { sentenceOf, stateOf, whereOf } from "./flowWords";

const END = { name: "A", description: "", address: "", port: 9000, latencyMs: null, isEncrypted: false, streamId: null, interface: null };
const status = (health: FlowHealth): FlowStatus => ({ health, detail: null, startedAt: null, reportedAt: "", sources: [], outputs: [] });
const flow = (change: Partial<Flow>): Flow => ({
  id: "", name: "", description: "", origin: "CENTER", running: true, isApplied: true, notApplied: null, status: null,
  node: { id: "", name: "studio", state: "ONLINE", address: null }, sources: [{ ...END, transport: "SRT_LISTENER" }], outputs: [], ...change,
});

it("says what is wished until the node has done it", () => {
  expect(stateOf({ running: true, isApplied: false, status: status("STOPPED") }).word).toBe("Starting");
  expect(stateOf({ running: false, isApplied: false, status: status("RECEIVING") }).word).toBe("Stopping");
  expect(stateOf({ running: true, isApplied: true, status: status("RECEIVING") }).word).toBe("Live");
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

import { expect, it } from "vitest";
import type { NodeState } from "../api/model";
import { counts, filtered } from "./filter";
import type { FleetNode } from "./nodes";

const node = (name: string, state: NodeState, cluster = "home", address = "10.0.0.1"): FleetNode => ({
  id: name,
  name,
  state,
  address,
  lastSeenAt: null,
  cluster: { id: cluster, name: cluster },
  health: null,
  flows: [],
});
const FLEET = [
  node("edge-10", "ONLINE"),
  node("edge-9", "ONLINE", "lisbon"),
  node("van", "OFFLINE"),
  node("studio", "PROBLEM", "home", "10.0.4.27"),
];
const names = (nodes: FleetNode[]) => nodes.map((one) => one.name);
const ALL = { text: "", clusterId: "", state: "" } as const;

it("puts what needs attention first, then sorts names as people count", () => {
  expect(names(filtered(FLEET, ALL))).toEqual(["studio", "van", "edge-9", "edge-10"]);
});

it("finds every word, in names, clusters and addresses", () => {
  expect(names(filtered(FLEET, { ...ALL, text: "EDGE lisbon" }))).toEqual(["edge-9"]);
  expect(names(filtered(FLEET, { ...ALL, text: "4.27" }))).toEqual(["studio"]);
});

it("narrows by cluster and state together", () => {
  expect(names(filtered(FLEET, { ...ALL, clusterId: "home", state: "ONLINE" }))).toEqual(["edge-10"]);
});

it("counts each state", () => {
  expect(counts(FLEET)).toEqual({ ONLINE: 2, PROBLEM: 1, OFFLINE: 1, REVOKED: 0 });
});

import type { NodeState } from "../api/model";
import type { FleetNode } from "./nodes";

export type Filter = { text: string; clusterId: string; state: NodeState | "" };

/** The nodes that match every part of the filter; what needs attention comes first, then by name. */
export function filtered(nodes: readonly FleetNode[], { text, clusterId, state }: Filter): FleetNode[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return nodes
    .filter((node) => clusterId === "" || node.cluster.id === clusterId)
    .filter((node) => state === "" || node.state === state)
    .filter((node) => words.every((word) => searchable(node).includes(word)))
    .sort((a, b) => URGENCY[a.state] - URGENCY[b.state] || a.name.localeCompare(b.name, "en", { numeric: true }));
}

export function counts(nodes: readonly FleetNode[]): Record<NodeState, number> {
  const found = { ONLINE: 0, PROBLEM: 0, OFFLINE: 0, REVOKED: 0 };
  for (const node of nodes) found[node.state]++;
  return found;
}

const URGENCY: Record<NodeState, number> = { PROBLEM: 0, OFFLINE: 1, ONLINE: 2, REVOKED: 3 };

function searchable(node: FleetNode): string {
  return `${node.name} ${node.cluster.name} ${node.address ?? ""}`.toLowerCase();
}

/** The shapes of the GraphQL contract that more than one feature shows. Names and meaning are those of the schema. */

export type Instant = string;

export type NodeState = "ONLINE" | "PROBLEM" | "OFFLINE" | "REVOKED";
export type NodeLifecycle = "ENROLLED" | "ACTIVE" | "DRAINING" | "MAINTENANCE" | "RETIRED";
export type NodeMode = "NORMAL" | "DRAINING" | "MAINTENANCE";
export type FlowHealth = "STOPPED" | "WAITING" | "RECEIVING" | "DEGRADED" | "NO_SOURCE";
export type FlowOrigin = "CENTER" | "NODE";
export type Transport = "SRT_LISTENER" | "SRT_CALLER" | "UDP" | "RTP" | "RIST" | "RTMP_LISTENER" | "RTMP_CALLER";
export type RistProfile = "SIMPLE" | "MAIN";
export type SrtBonding = "BROADCAST" | "BACKUP";
export type FailoverReturn = "AT_ONCE" | "AFTER_HOLD_OFF" | "BY_HAND";
export type MergeMatch = "SEQUENCE" | "CONTENT";
export type Severity = "INFO" | "WARNING" | "ERROR";

export type Cluster = { id: string; name: string; region: string | null; nodeCount: number };

export type Health = {
  measuredAt: Instant;
  /** Share of all cores, 0 to 1. */
  cpu: number;
  memoryUsedBytes: number;
  memoryBytes: number;
  diskUsedBytes: number;
  diskBytes: number;
  networkInBps: number;
  networkOutBps: number;
  problems: string[];
};

export type SourceStatus = {
  name: string;
  isConnected: boolean;
  isSelected: boolean;
  isStandby: boolean;
  bitrateBps: number;
  packetsReceived: number;
  packetsLost: number;
  packetsRecovered: number;
  packetsDropped: number;
  roundTripMs: number;
  jitterMs: number;
  continuityErrors: number;
  disconnections: number;
  peer: string | null;
  negotiatedLatencyMs: number | null;
  tracks: string | null;
  detail: string | null;
};

export type OutputStatus = {
  name: string;
  isConnected: boolean;
  bitrateBps: number;
  packetsSent: number;
  packetsDropped: number;
  disconnections: number;
  clients: number;
  roundTripMs: number;
  negotiatedLatencyMs: number | null;
  detail: string | null;
};

export type FlowEvent = {
  id: string;
  occurredAt: Instant;
  type: string;
  severity: Severity;
  message: string;
  flowId: string | null;
  node: { id: string; name: string };
};

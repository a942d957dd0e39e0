import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type {
  FailoverReturn,
  FlowHealth,
  FlowOrigin,
  Instant,
  MergeMatch,
  NodeState,
  OutputStatus,
  RistProfile,
  SourceStatus,
  SrtBonding,
  Transport,
} from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";
import { history } from "../design/history";
import type { FlowInput, FlowUpdate } from "./flowForm";

/** What a source and an output have in common. */
export type End = {
  name: string;
  description: string;
  transport: Transport;
  address: string;
  port: number;
  latencyMs: number | null;
  isEncrypted: boolean;
  streamId: string | null;
  interface: string | null;
  srt: {
    peerLatencyMs: number | null;
    packetFilter: string | null;
    maxBandwidthBytesPerSecond: number | null;
    links: { host: string; port: number }[];
    bonding: SrtBonding | null;
  } | null;
  ristProfile: RistProfile | null;
  rtmp: { app: string | null; hasStreamKey: boolean; tls: boolean } | null;
};
export type Source = End & { sender: string | null; repair: boolean };
export type Output = End & {
  isEnabled: boolean;
  ttl: number | null;
  dscp: number | null;
  smoothingMs: number | null;
  fec: { columns: number; rows: number; rowFec: boolean } | null;
};
export type Failover = {
  silenceMs: number | null;
  returnPolicy: FailoverReturn;
  holdOffMs: number;
  requiredPids: number[];
  spliceWaitMs: number | null;
  failureSpliceWaitMs: number | null;
  byHandOnly: boolean;
};
export type Merge = { windowMs: number | null; match: MergeMatch };

export type FlowStatus = {
  health: FlowHealth;
  detail: string | null;
  startedAt: Instant | null;
  reportedAt: Instant;
  sources: SourceStatus[];
  outputs: OutputStatus[];
  switches: { total: number; lastGapMs: number } | null;
  merge: {
    packets: number;
    lostOnAll: number;
    paths: { source: string; packets: number; lost: number; late: number; skewMs: number }[];
  } | null;
};

export type Flow = {
  id: string;
  name: string;
  description: string;
  origin: FlowOrigin;
  running: boolean;
  isApplied: boolean;
  notApplied: string | null;
  node: { id: string; name: string; state: NodeState; address: string | null };
  sources: Source[];
  outputs: Output[];
  failover: Failover | null;
  merge: Merge | null;
  placement: {
    cluster: { name: string };
    epoch: number;
    moveAfterSeconds: number;
    placedAt: Instant;
    reason: string;
  } | null;
  drift: string[];
  status: FlowStatus | null;
};

const END = `name description transport address port latencyMs isEncrypted streamId interface ristProfile
    srt { peerLatencyMs packetFilter maxBandwidthBytesPerSecond links { host port } bonding } rtmp { app hasStreamKey tls }`;
const FLOW_FIELDS = `
  id name description origin running isApplied notApplied
  node { id name state address }
  sources { ${END} sender repair }
  outputs { ${END} isEnabled ttl dscp smoothingMs fec { columns rows rowFec } }
  failover { silenceMs returnPolicy holdOffMs requiredPids spliceWaitMs failureSpliceWaitMs byHandOnly }
  merge { windowMs match }
  placement { cluster { name } epoch moveAfterSeconds placedAt reason }
  drift
  status {
    health detail startedAt reportedAt
    sources {
      name isConnected isSelected isStandby bitrateBps packetsReceived packetsLost packetsRecovered packetsDropped roundTripMs jitterMs
      continuityErrors disconnections peer negotiatedLatencyMs tracks detail
    }
    outputs {
      name isConnected bitrateBps packetsSent packetsDropped disconnections clients roundTripMs negotiatedLatencyMs detail
    }
    switches { total lastGapMs }
    merge { packets lostOnAll paths { source packets lost late skewMs } }
  }
`;

export const FLOW = operation<{ flow: Flow | null }, { id: string }>(
  `query Flow($id: ID!) { flow(id: $id) { ${FLOW_FIELDS} } }`,
);

const CHANGED = `__typename ... on Flow { ${FLOW_FIELDS} } ${PROBLEM_FIELDS}`;

export const CREATE_FLOW = operation<{ createFlow: Outcome<Flow> }, { input: FlowInput }>(
  `mutation CreateFlow($input: CreateFlowInput!) { createFlow(input: $input) { ${CHANGED} } }`,
);
export const UPDATE_FLOW = operation<{ updateFlow: Outcome<Flow> }, { input: FlowUpdate }>(
  `mutation UpdateFlow($input: UpdateFlowInput!) { updateFlow(input: $input) { ${CHANGED} } }`,
);
export const START_FLOW = operation<{ startFlow: Outcome<Flow> }, { id: string }>(
  `mutation StartFlow($id: ID!) { startFlow(id: $id) { ${CHANGED} } }`,
);
export const STOP_FLOW = operation<{ stopFlow: Outcome<Flow> }, { id: string }>(
  `mutation StopFlow($id: ID!) { stopFlow(id: $id) { ${CHANGED} } }`,
);
export const DELETE_FLOW = operation<{ deleteFlow: Outcome<{ id: string }> }, { id: string }>(
  `mutation DeleteFlow($id: ID!) { deleteFlow(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} } }`,
);

const keyOf = (id: string) => ["flow", id];

/** A flow, asked again every second; null when there is none (any more). */
export function useFlow(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const { flow } = await run(FLOW, { id }, signal);
      if (flow?.status) record(flow.id, flow.status);
      return flow;
    },
    refetchInterval: EVERY.flowMs,
  });
}

/** The series of one end of a flow in the history that charts draw. */
export function seriesOf(flowId: string, kind: "source" | "output", name: string): string {
  return `${flowId}.${kind}.${name}`;
}

function record(flowId: string, status: FlowStatus) {
  history.record(Date.now(), [
    ...status.sources.map((source) => [seriesOf(flowId, "source", source.name), source.bitrateBps] as const),
    ...status.outputs.map((output) => [seriesOf(flowId, "output", output.name), output.bitrateBps] as const),
  ]);
}

export function useCreateFlow() {
  return useChange(async (input: FlowInput) => successOf((await run(CREATE_FLOW, { input })).createFlow));
}

export function useUpdateFlow() {
  return useChange(async (input: FlowUpdate) => successOf((await run(UPDATE_FLOW, { input })).updateFlow));
}

export function useStartFlow() {
  return useChange(async (id: string) => successOf((await run(START_FLOW, { id })).startFlow));
}

export function useStopFlow() {
  return useChange(async (id: string) => successOf((await run(STOP_FLOW, { id })).stopFlow));
}

export function useDeleteFlow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => successOf((await run(DELETE_FLOW, { id })).deleteFlow),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["node"] }),
  });
}

/** A change whose answer is the flow as it is now: it is shown at once. */
function useChange<Input>(change: (input: Input) => Promise<Flow>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (flow) => {
      queries.setQueryData(keyOf(flow.id), flow);
      void queries.invalidateQueries({ queryKey: ["node"] });
    },
  });
}

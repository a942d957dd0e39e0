import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

export type Channel = "STABLE" | "RC";
export type Release = {
  id: string;
  version: string;
  platform: string;
  channel: Channel;
  url: string | null;
  sizeBytes: number;
  minimum: string | null;
  notes: string;
  publishedAt: Instant;
  withdrawnAt: Instant | null;
  withdrawnBecause: string | null;
};
export type Stage = "RUNNING" | "PAUSED" | "STOPPED" | "DONE";
export type Progress = {
  stage: Stage;
  pending: number;
  draining: number;
  updating: number;
  healthy: number;
  failed: number;
  rolledBack: number;
};
/** How a cluster is brought to a version. */
export type Rules = {
  batchSize: number;
  drainFirst: boolean;
  drainSeconds: number;
  stopAfter: number;
  deadlineSeconds: number;
};
export type Target = Rules & {
  clusterId: string;
  channel: Channel | null;
  version: string | null;
  isPaused: boolean;
  setBy: string;
  setAt: Instant;
  progress: Progress;
};
export type TargetInput = Rules & { clusterId: string; channel: Channel | null; version: string | null };
export type UpdateState = "PENDING" | "DRAINING" | "UPDATING" | "HEALTHY" | "FAILED" | "ROLLED_BACK";
export type NodeUpdate = {
  nodeId: string;
  nodeName: string;
  state: UpdateState;
  version: string;
  versionBefore: string | null;
  reason: string | null;
  since: Instant;
};
/** As `./flotilla release sign` prints it, with what a person adds. */
export type NewRelease = {
  version: string;
  platform: string;
  channel: Channel;
  url: string | null;
  sizeBytes: number;
  sha256: string;
  minimum?: string | null;
  signature: string;
  notes: string;
};

type Edges<Item> = { edges: { node: Item }[] };

const RELEASE = "id version platform channel url sizeBytes minimum notes publishedAt withdrawnAt withdrawnBecause";
const TARGET = `clusterId channel version batchSize drainFirst drainSeconds stopAfter deadlineSeconds isPaused setBy setAt
  progress { stage pending draining updating healthy failed rolledBack }`;

export const RELEASES = operation<{ edgeReleases: Edges<Release> }>(
  `query Releases { edgeReleases(first: 100) { edges { node { ${RELEASE} } } } }`,
);
export const TARGETS = operation<{ releaseTargets: Edges<Target> }>(
  `query Targets { releaseTargets(first: 200) { edges { node { ${TARGET} } } } }`,
);
export const UPDATES = operation<{ nodeUpdates: Edges<NodeUpdate> }, { clusterId: string }>(
  `query Updates($clusterId: ID!) { nodeUpdates(clusterId: $clusterId, first: 200) {
  edges { node { nodeId nodeName state version versionBefore reason since } }
} }`,
);
export const PUBLISH_RELEASE = operation<{ upsertEdgeRelease: Outcome<Release> }, { input: NewRelease }>(
  `mutation PublishRelease($input: EdgeReleaseInput!) {
  upsertEdgeRelease(input: $input) { __typename ... on EdgeRelease { ${RELEASE} } ${PROBLEM_FIELDS} }
}`,
);
export const WITHDRAW_RELEASE = operation<
  { withdrawEdgeRelease: Outcome<Release> },
  { id: string; reason: string }
>(`mutation WithdrawRelease($id: ID!, $reason: String) {
  withdrawEdgeRelease(id: $id, reason: $reason) { __typename ... on EdgeRelease { ${RELEASE} } ${PROBLEM_FIELDS} }
}`);
export const SET_TARGET = operation<{ setReleaseTarget: Outcome<Target> }, { input: TargetInput }>(
  `mutation SetTarget($input: ReleaseTargetInput!) {
  setReleaseTarget(input: $input) { __typename ... on ReleaseTarget { ${TARGET} } ${PROBLEM_FIELDS} }
}`,
);
export const PAUSE_ROLLOUT = operation<{ pauseRollout: Outcome<Target> }, { id: string }>(
  `mutation PauseRollout($id: ID!) {
  pauseRollout(clusterId: $id) { __typename ... on ReleaseTarget { ${TARGET} } ${PROBLEM_FIELDS} }
}`,
);
export const RESUME_ROLLOUT = operation<{ resumeRollout: Outcome<Target> }, { id: string }>(
  `mutation ResumeRollout($id: ID!) {
  resumeRollout(clusterId: $id) { __typename ... on ReleaseTarget { ${TARGET} } ${PROBLEM_FIELDS} }
}`,
);
export const ROLL_BACK = operation<{ rollBackRelease: Outcome<Target> }, { id: string }>(
  `mutation RollBack($id: ID!) {
  rollBackRelease(clusterId: $id) { __typename ... on ReleaseTarget { ${TARGET} } ${PROBLEM_FIELDS} }
}`,
);

const KEY = "releases";

export function useReleases() {
  return useQuery({
    queryKey: [KEY, "catalogue"],
    queryFn: async ({ signal }) => nodesOf((await run(RELEASES, {}, signal)).edgeReleases),
    refetchInterval: EVERY.tokensMs,
  });
}

/** Of each cluster that has a target: the target, and where its first nodes are. */
export type Rollout = { target: Target; updates: NodeUpdate[] };

export function useRollouts() {
  return useQuery({
    queryKey: [KEY, "rollouts"],
    queryFn: async ({ signal }) => {
      const targets = nodesOf((await run(TARGETS, {}, signal)).releaseTargets);
      return Promise.all(
        targets.map(async (target): Promise<Rollout> => ({
          target,
          updates: nodesOf((await run(UPDATES, { clusterId: target.clusterId }, signal)).nodeUpdates),
        })),
      );
    },
    refetchInterval: EVERY.fleetMs,
  });
}

export function usePublish() {
  return useChange(async (input: NewRelease) => successOf((await run(PUBLISH_RELEASE, { input })).upsertEdgeRelease));
}

export function useWithdraw() {
  return useChange(async (input: { id: string; reason: string }) =>
    successOf((await run(WITHDRAW_RELEASE, input)).withdrawEdgeRelease),
  );
}

export function useSetTarget() {
  return useChange(async (input: TargetInput) => successOf((await run(SET_TARGET, { input })).setReleaseTarget));
}

export function usePause() {
  return useChange(async (id: string) => successOf((await run(PAUSE_ROLLOUT, { id })).pauseRollout));
}

export function useResume() {
  return useChange(async (id: string) => successOf((await run(RESUME_ROLLOUT, { id })).resumeRollout));
}

export function useRollBack() {
  return useChange(async (id: string) => successOf((await run(ROLL_BACK, { id })).rollBackRelease));
}

function nodesOf<Item>(connection: Edges<Item>): Item[] {
  return connection.edges.map((edge) => edge.node);
}

function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

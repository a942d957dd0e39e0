import { ago } from "./world.mjs";

const DAY = 86_400_000;

/** Three releases, and a roll-out in the first cluster that has stopped at its second node. */
export function releaseResolvers(world, { connection }) {
  const release = (version, channel, days, withdrawn) => ({
    id: `${version}@linux-amd64`,
    version,
    platform: "linux-amd64",
    channel,
    url: null,
    sizeBytes: 48_000_000,
    sha256: "ab".repeat(32),
    minimum: null,
    notes: channel === "RC" ? "Faster failover" : "",
    publishedAt: ago(days * DAY),
    withdrawnAt: withdrawn ? ago(DAY) : null,
    withdrawnBecause: withdrawn,
  });
  const nodes = world.nodes.slice(0, 3);
  const states = ["HEALTHY", "ROLLED_BACK", "PENDING"];
  return {
    edgeReleases: () =>
      connection([
        release("1.5.0-rc.1", "RC", 1, null),
        release("1.4.1", "STABLE", 3, null),
        release("1.4.0", "STABLE", 20, "Forgets its spool"),
      ]),
    releaseTargets: () =>
      connection(
        nodes.length === 0
          ? []
          : [
              {
                clusterId: world.clusters[0].id,
                channel: "STABLE",
                version: null,
                batchSize: 1,
                drainFirst: true,
                drainSeconds: 300,
                stopAfter: 1,
                deadlineSeconds: 600,
                isPaused: false,
                setBy: world.me.login,
                setAt: ago(DAY),
                progress: {
                  stage: "STOPPED",
                  pending: 1,
                  draining: 0,
                  updating: 0,
                  healthy: 1,
                  failed: 0,
                  rolledBack: 1,
                },
              },
            ],
      ),
    nodeUpdates: () =>
      connection(
        nodes.map((node, index) => ({
          nodeId: node.id,
          nodeName: node.name,
          state: states[index],
          version: "1.4.1",
          versionBefore: "1.4.0",
          reason: states[index] === "ROLLED_BACK" ? "It ended with status 1." : null,
          since: ago(3_600_000),
        })),
      ),
  };
}

package dev.flotilla.control.fleet;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;

/**
 * How a cluster is, by what its nodes last said.
 *
 * @param nodesOnline of those that are there to take work
 * @param sentBps what all of them send
 */
@DefaultNonNull
public record ClusterState(Health health, int nodes, int nodesOnline, long sentBps, long streams, long viewers) {
    /** Whether a cluster can serve. */
    @Name("ClusterHealth")
    public enum Health {
        /** All nodes that are there to take work are online and report nothing wrong. */
        HEALTHY,
        /** At least one is online. */
        DEGRADED,
        /** None is, or there is none. */
        OFFLINE
    }

    /** One of the nodes that are there to take work. */
    record Member(boolean isOnline, boolean hasProblems, long sentBps) {}

    /** Of one without nodes. */
    public static ClusterState empty() {
        return new ClusterState(Health.OFFLINE, 0, 0, 0, 0, 0);
    }

    static ClusterState of(List<Member> members, long streams, long viewers) {
        int online = Math.toIntExact(members.stream().filter(Member::isOnline).count());
        boolean isWhole = members.stream().allMatch(member -> member.isOnline() && !member.hasProblems()) && online > 0;
        Health health = isWhole ? Health.HEALTHY : online > 0 ? Health.DEGRADED : Health.OFFLINE;
        long sent = members.stream()
                .filter(Member::isOnline)
                .mapToLong(Member::sentBps)
                .sum();
        return new ClusterState(health, members.size(), online, sent, streams, viewers);
    }

    /** Which limit is reached, as a sentence's end; empty when there is room. */
    public Optional<String> fullness(Cluster.Limits limits) {
        return reached(limits.streams(), streams, "streams")
                .or(() -> reached(limits.viewers(), viewers, "viewers"))
                .or(() -> reached(limits.bandwidthMbps(), sentBps / 1_000_000, "Mb/s"));
    }

    private static Optional<String> reached(Optional<Integer> limit, long present, String what) {
        return limit.filter(most -> present >= most).map(most -> "carries %d of %d %s".formatted(present, most, what));
    }
}

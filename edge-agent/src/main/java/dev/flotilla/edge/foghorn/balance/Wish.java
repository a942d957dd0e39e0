package dev.flotilla.edge.foghorn.balance;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param stream by the name that nodes use ("live+3f9c"); empty when any node will do
 * @param needs what the node must be able to do
 * @param position where the client is; null when unknown
 * @param client its address; null when unknown
 * @param caller the id of the node that asks; empty when none does
 * @param tenant whose stream it is; empty when unknown
 * @param cpuPermille what the work will need of a node's processors
 * @param holders the ids of the only nodes that can serve it; empty when that is for what they carry to say
 */
public record Wish(
        Kind kind,
        String stream,
        Capabilities needs,
        @Nullable Position position,
        TagRules tags,
        @Nullable ClientAddress client,
        String caller,
        String tenant,
        int cpuPermille,
        Set<String> holders) {
    /** Whom a node is sought for. */
    public enum Kind {
        /** Somebody who watches: goes where the stream is, copies included. */
        VIEWER,
        /** Somebody who watches what any node can fetch by itself. */
        FETCHED,
        /** A MistServer that wants to pull the stream: never from a copy, never from itself. */
        SOURCE,
        /** Somebody who publishes. */
        INGEST
    }

    /** For a viewer of the stream. */
    public static Wish viewer(String stream) {
        return of(Kind.VIEWER, stream, Capabilities.EDGE);
    }

    /** For a viewer of a stream that nobody carries yet, and any node can fetch. */
    public static Wish fetched(String stream) {
        return of(Kind.FETCHED, stream, Capabilities.EDGE);
    }

    /** For a MistServer that pulls the stream. */
    public static Wish source(String stream) {
        return of(Kind.SOURCE, stream, Capabilities.NONE);
    }

    /** For a publisher. */
    public static Wish ingest() {
        return of(Kind.INGEST, "", Capabilities.INGEST);
    }

    /** For a viewer of what those nodes have on their disks. */
    public static Wish holder(String stream, Set<String> nodeIds) {
        return new Wish(
                Kind.VIEWER, stream, Capabilities.NONE, null, TagRules.NONE, null, "", "", 0, Set.copyOf(nodeIds));
    }

    private static Wish of(Kind kind, String stream, Capabilities needs) {
        return new Wish(kind, stream, needs, null, TagRules.NONE, null, "", "", 0, Set.of());
    }

    public Wish at(@Nullable Position place) {
        return new Wish(kind, stream, needs, place, tags, client, caller, tenant, cpuPermille, holders);
    }

    public Wish from(@Nullable ClientAddress address) {
        return new Wish(kind, stream, needs, position, tags, address, caller, tenant, cpuPermille, holders);
    }

    public Wish calledBy(String nodeId) {
        return new Wish(kind, stream, needs, position, tags, client, nodeId, tenant, cpuPermille, holders);
    }

    public Wish ofTenant(String owner) {
        return new Wish(kind, stream, needs, position, tags, client, caller, owner, cpuPermille, holders);
    }

    public Wish needing(Capabilities capabilities) {
        return new Wish(kind, stream, capabilities, position, tags, client, caller, tenant, cpuPermille, holders);
    }

    public Wish preferring(TagRules rules) {
        return new Wish(kind, stream, needs, position, rules, client, caller, tenant, cpuPermille, holders);
    }

    public Wish reserving(int permilleOfCpu) {
        return new Wish(kind, stream, needs, position, tags, client, caller, tenant, permilleOfCpu, holders);
    }
}

package dev.flotilla.control.fleet.release;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of targets. */
@DefaultNonNull
public record ReleaseTargetConnection(List<@NonNull Edge> edges, PageInfo pageInfo) {
    /** A target with its place in the list. */
    @DefaultNonNull
    @Name("ReleaseTargetEdge")
    public record Edge(String cursor, ReleaseTarget node) {
        static Edge of(ReleaseTarget target) {
            return new Edge(Cursor.of(target.clusterId()).text(), target);
        }
    }

    static ReleaseTargetConnection of(Page<ReleaseTarget> page) {
        Page<Edge> edges = page.map(Edge::of);
        return new ReleaseTargetConnection(edges.items(), edges.info(Edge::cursor));
    }
}

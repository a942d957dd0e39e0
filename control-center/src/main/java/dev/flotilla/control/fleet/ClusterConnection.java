package dev.flotilla.control.fleet;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of clusters. */
@DefaultNonNull
public record ClusterConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("ClusterEdge")
    public record Edge(String cursor, Cluster node) {
        static Edge of(Cluster node) {
            return new Edge(Cursor.of(node.name()).text(), node);
        }
    }

    static ClusterConnection of(Page<Cluster> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new ClusterConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.fleet;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of nodes. */
@DefaultNonNull
public record NodeConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** A node with its place in the list. */
    @DefaultNonNull
    @Name("NodeEdge")
    public record Edge(String cursor, ShownNode node) {
        static Edge of(ShownNode node) {
            return new Edge(Cursor.of(node.name(), node.id()).text(), node);
        }
    }

    static NodeConnection of(Page<ShownNode> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new NodeConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.fleet;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of bootstrap tokens. */
@DefaultNonNull
public record BootstrapTokenConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** A token with its place in the list. */
    @DefaultNonNull
    @Name("BootstrapTokenEdge")
    public record Edge(String cursor, ShownToken node) {
        static Edge of(ShownToken token) {
            return new Edge(Cursor.of(token.createdAt(), token.id()).text(), token);
        }
    }

    static BootstrapTokenConnection of(Page<ShownToken> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new BootstrapTokenConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

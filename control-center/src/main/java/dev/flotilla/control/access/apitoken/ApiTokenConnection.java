package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of API tokens. */
@DefaultNonNull
public record ApiTokenConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** A token with its place in the list. */
    @DefaultNonNull
    @Name("ApiTokenEdge")
    public record Edge(String cursor, ApiToken node) {
        static Edge of(ApiToken token) {
            return new Edge(Cursor.of(token.createdAt(), token.id()).text(), token);
        }
    }

    static ApiTokenConnection of(Page<ApiToken> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new ApiTokenConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.stream;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of signing keys. */
@DefaultNonNull
public record SigningKeyConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("SigningKeyEdge")
    public record Edge(String cursor, SigningKey node) {
        static Edge of(SigningKey node) {
            return new Edge(Cursor.of(node.createdAt(), node.id()).text(), node);
        }
    }

    static SigningKeyConnection of(Page<SigningKey> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new SigningKeyConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

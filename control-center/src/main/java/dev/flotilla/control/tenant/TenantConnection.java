package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of tenants. */
@DefaultNonNull
public record TenantConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("TenantEdge")
    public record Edge(String cursor, Tenant node) {
        static Edge of(Tenant node) {
            return new Edge(Cursor.of(node.createdAt(), node.id()).text(), node);
        }
    }

    static TenantConnection of(Page<Tenant> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new TenantConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

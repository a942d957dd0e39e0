package dev.flotilla.control.tenant.departure;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of deletions of tenants. */
@DefaultNonNull
@Name("TenantDepartureConnection")
public record DepartureConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("TenantDepartureEdge")
    public record Edge(String cursor, Departure node) {
        static Edge of(Departure node) {
            return new Edge(Cursor.of(node.begunAt(), node.tenantId()).text(), node);
        }
    }

    static DepartureConnection of(Page<Departure> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new DepartureConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of routes. */
@DefaultNonNull
@Name("ClusterRouteConnection")
public record RouteConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("ClusterRouteEdge")
    public record Edge(String cursor, Route node) {
        static Edge of(Route node) {
            return new Edge(Cursor.of(node.cluster().id()).text(), node);
        }
    }

    static RouteConnection of(Page<Route> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new RouteConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of listings. */
@DefaultNonNull
@Name("MarketplaceClusterConnection")
public record ListingConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("MarketplaceClusterEdge")
    public record Edge(String cursor, Listing node) {
        static Edge of(Listing node) {
            return new Edge(Cursor.of(node.name(), node.id()).text(), node);
        }
    }

    static ListingConnection of(Page<Listing> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new ListingConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

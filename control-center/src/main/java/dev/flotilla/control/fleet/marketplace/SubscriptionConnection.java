package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of subscriptions. */
@DefaultNonNull
@Name("ClusterSubscriptionConnection")
public record SubscriptionConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("ClusterSubscriptionEdge")
    public record Edge(String cursor, Subscription node) {
        static Edge of(Subscription node) {
            return new Edge(Cursor.of(node.createdAt(), node.id()).text(), node);
        }
    }

    static SubscriptionConnection of(Page<Subscription> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new SubscriptionConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of invites. */
@DefaultNonNull
@Name("ClusterInviteConnection")
public record InviteConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("ClusterInviteEdge")
    public record Edge(String cursor, Invite node) {
        static Edge of(Invite node) {
            return new Edge(Cursor.of(node.createdAt(), node.id()).text(), node);
        }
    }

    static InviteConnection of(Page<Invite> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new InviteConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

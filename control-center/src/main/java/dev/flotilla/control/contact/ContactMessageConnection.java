package dev.flotilla.control.contact;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of messages. */
@DefaultNonNull
public record ContactMessageConnection(List<@NonNull Edge> edges, PageInfo pageInfo) {
    /** One with its place in the list. */
    @DefaultNonNull
    @Name("ContactMessageEdge")
    public record Edge(String cursor, ContactMessage node) {
        static Edge of(ContactMessage node) {
            return new Edge(Cursor.of(node.at(), node.id()).text(), node);
        }
    }

    static ContactMessageConnection of(Page<ContactMessage> page) {
        Page<Edge> edges = page.map(Edge::of);
        return new ContactMessageConnection(edges.items(), edges.info(Edge::cursor));
    }
}

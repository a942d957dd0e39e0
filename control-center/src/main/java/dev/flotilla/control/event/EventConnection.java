package dev.flotilla.control.event;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of events. */
@DefaultNonNull
public record EventConnection(List<@NonNull Edge> edges, PageInfo pageInfo) {
    /** An event with its place in the list. */
    @DefaultNonNull
    @Name("EventEdge")
    public record Edge(String cursor, ShownEvent node) {
        static Edge of(RecordedEvent event) {
            return new Edge(Cursor.of(event.id(), event.node()).text(), ShownEvent.of(event));
        }
    }

    static EventConnection of(Page<RecordedEvent> page) {
        Page<Edge> edges = page.map(Edge::of);
        return new EventConnection(edges.items(), edges.info(Edge::cursor));
    }
}

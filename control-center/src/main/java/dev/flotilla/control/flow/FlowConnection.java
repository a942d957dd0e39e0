package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of flows. */
@DefaultNonNull
public record FlowConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** A flow with its place in the list. */
    @DefaultNonNull
    @Name("FlowEdge")
    public record Edge(String cursor, Flow node) {
        static Edge of(Flow flow) {
            return new Edge(Cursor.of(flow.name(), flow.id()).text(), flow);
        }
    }

    static FlowConnection of(Page<Flow> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new FlowConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

package dev.flotilla.control.fleet.release;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of releases. */
@DefaultNonNull
public record EdgeReleaseConnection(List<@NonNull Edge> edges, PageInfo pageInfo) {
    /** A release with its place in the list. */
    @DefaultNonNull
    @Name("EdgeReleaseEdge")
    public record Edge(String cursor, EdgeRelease node) {
        static Edge of(EdgeRelease release) {
            return new Edge(Cursor.of(release.publishedAt(), release.id()).text(), release);
        }
    }

    static EdgeReleaseConnection of(Page<EdgeRelease> page) {
        Page<Edge> edges = page.map(Edge::of);
        return new EdgeReleaseConnection(edges.items(), edges.info(Edge::cursor));
    }
}

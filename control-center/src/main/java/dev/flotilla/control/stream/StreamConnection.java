package dev.flotilla.control.stream;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of streams. */
@DefaultNonNull
public record StreamConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** A stream with its place in the list. */
    @DefaultNonNull
    @Name("StreamEdge")
    public record Edge(String cursor, Stream node) {
        static Edge of(Stream stream) {
            return new Edge(Cursor.of(stream.createdAt(), stream.id()).text(), stream);
        }
    }

    static StreamConnection of(Page<Stream> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new StreamConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

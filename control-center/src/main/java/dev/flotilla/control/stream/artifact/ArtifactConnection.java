package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of clips and recordings. */
@DefaultNonNull
public record ArtifactConnection(List<@NonNull Edge> edges, PageInfo pageInfo, int totalCount) {
    /** A clip or recording with its place in the list. */
    @DefaultNonNull
    @Name("ArtifactEdge")
    public record Edge(String cursor, Artifact node) {
        static Edge of(Artifact artifact) {
            return new Edge(Cursor.of(artifact.createdAt(), artifact.id()).text(), artifact);
        }
    }

    static ArtifactConnection of(Page<Artifact> page, int totalCount) {
        Page<Edge> edges = page.map(Edge::of);
        return new ArtifactConnection(edges.items(), edges.info(Edge::cursor), totalCount);
    }
}

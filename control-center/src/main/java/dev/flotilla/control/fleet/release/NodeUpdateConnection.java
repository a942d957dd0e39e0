package dev.flotilla.control.fleet.release;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of nodes on their way to a version. */
@DefaultNonNull
public record NodeUpdateConnection(List<@NonNull Edge> edges, PageInfo pageInfo) {
    /** Where one node is. */
    @DefaultNonNull
    @Name("NodeUpdate")
    public record Shown(
            @Id String nodeId,
            String nodeName,
            NodeUpdate.State state,
            String version,
            Optional<String> versionBefore,
            Optional<String> reason,
            Instant since) {
        static Shown of(NodeUpdate update, String name) {
            return new Shown(
                    update.node().value(),
                    name,
                    update.state(),
                    update.version(),
                    Optional.of(update.before()).filter(text -> !text.isEmpty()),
                    Optional.of(update.reason()).filter(text -> !text.isEmpty()),
                    update.since());
        }
    }

    /** One with its place in the list. */
    @DefaultNonNull
    @Name("NodeUpdateEdge")
    public record Edge(String cursor, Shown node) {
        static Edge of(Shown shown) {
            return new Edge(Cursor.of(shown.nodeId()).text(), shown);
        }
    }

    static NodeUpdateConnection of(Page<Shown> page) {
        Page<Edge> edges = page.map(Edge::of);
        return new NodeUpdateConnection(edges.items(), edges.info(Edge::cursor));
    }
}

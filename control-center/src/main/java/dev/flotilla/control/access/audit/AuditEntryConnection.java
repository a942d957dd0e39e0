package dev.flotilla.control.access.audit;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.PageInfo;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of the audit log. */
@DefaultNonNull
public record AuditEntryConnection(List<@NonNull Edge> edges, PageInfo pageInfo) {
    /** An entry with its place in the list. */
    @DefaultNonNull
    @Name("AuditEntryEdge")
    public record Edge(String cursor, AuditEntry node) {
        static Edge of(AuditEntry entry) {
            return new Edge(Cursor.of(entry.at(), entry.id()).text(), entry);
        }
    }

    static AuditEntryConnection of(Page<AuditEntry> page) {
        Page<Edge> edges = page.map(Edge::of);
        return new AuditEntryConnection(edges.items(), edges.info(Edge::cursor));
    }
}

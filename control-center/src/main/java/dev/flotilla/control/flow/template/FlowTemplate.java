package dev.flotilla.control.flow.template;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A flow with parameters.
 *
 * @param document JSON
 * @param parameters in the order in which the document has them
 */
@DefaultNonNull
public record FlowTemplate(
        @Id String id,
        String name,
        String description,
        String document,
        List<@NonNull String> parameters,
        Instant createdAt,
        Instant updatedAt) {
    static FlowTemplate of(
            String id,
            String name,
            String description,
            TemplateDocument document,
            Instant createdAt,
            Instant updatedAt) {
        return new FlowTemplate(id, name, description, document.text(), document.parameters(), createdAt, updatedAt);
    }
}

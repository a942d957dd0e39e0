package dev.flotilla.control.flow.template;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for templates. Null is what was not sent. */
public final class TemplateInput {
    private TemplateInput() {}

    /** A new one. */
    @Input("CreateFlowTemplateInput")
    public record Create(
            @NonNull String name,
            @Nullable String description,
            @NonNull String document) {}

    /** A change. */
    @Input("UpdateFlowTemplateInput")
    public record Update(
            @Id @NonNull String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable String document) {}

    /** A flow of a template: on that node, or on any node of that cluster. */
    @Input("CreateFlowFromTemplateInput")
    public record Use(
            @Id @NonNull String templateId,
            @NonNull String name,
            @Id @Nullable String nodeId,
            @Id @Nullable String clusterId,
            @Nullable Integer moveAfterSeconds,
            @DefaultValue("true") @Nullable Boolean running,
            @NonNull List<@NonNull Value> values) {}

    /** What stands in the place of a parameter. */
    @Input("FlowTemplateValueInput")
    public record Value(@NonNull String name, @NonNull String value) {
        /** Leaves the value out: it may be a secret. */
        @Override
        public String toString() {
            return "Value[" + name + "]";
        }
    }
}

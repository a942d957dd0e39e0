package dev.flotilla.control.flow.template;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.flow.Flow;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import java.util.List;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Templates of flows in the API. */
@GraphQLApi
@Audited
public class TemplateApi {
    private final Caller caller;
    private final Templates templates;

    TemplateApi(Caller caller, Templates templates) {
        this.caller = caller;
        this.templates = templates;
    }

    @Query
    public @NonNull List<@NonNull FlowTemplate> flowTemplates() {
        return templates.all(caller.tenant());
    }

    @Mutation
    public @NonNull FlowTemplate createFlowTemplate(TemplateInput.@NonNull Create input) {
        return templates.create(caller.tenant(), input);
    }

    @Mutation
    public @NonNull FlowTemplate updateFlowTemplate(TemplateInput.@NonNull Update input) {
        return templates.update(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Deleted deleteFlowTemplate(@Id @NonNull String id) {
        templates.delete(caller.tenant(), id);
        return new Deleted(id);
    }

    @Mutation
    public @NonNull Flow createFlowFromTemplate(TemplateInput.@NonNull Use input) {
        return templates.use(caller.tenant(), input);
    }
}

package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Problem;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The same for many flows: each is a change of its own, and one that is refused does not hold up the others. */
@ApplicationScoped
public class FlowBulk {
    private static final int MOST = 200;

    /** What is done with each. */
    @Name("FlowAction")
    public enum Action {
        START,
        STOP,
        DELETE
    }

    /** Which flows, and what. */
    @Input("ChangeFlowsInput")
    public record Change(
            @NonNull List<@NonNull String> ids, @NonNull Action action) {}

    /** What became of each, in the order of the wish. */
    @DefaultNonNull
    @Name("ChangedFlows")
    public record Changed(List<@NonNull Result> results) {
        /**
         * Of one flow.
         *
         * @param problem why it was refused
         * @param code the same for programs
         * @param flow as it is now; empty when it is deleted or was refused
         */
        @DefaultNonNull
        @Name("ChangedFlow")
        public record Result(
                @Id String id,
                @Name("isDone") boolean isDone,
                Optional<String> problem,
                Optional<String> code,
                Optional<Flow> flow) {}
    }

    private final Flows flows;

    FlowBulk(Flows flows) {
        this.flows = flows;
    }

    Changed change(TenantId tenant, Change wish) {
        int count = wish.ids().size();
        if (count < 1 || count > MOST) {
            throw new Refused(InvalidInput.of("ids", count, "must be 1 to " + MOST));
        }
        return new Changed(
                wish.ids().stream().map(id -> one(tenant, id, wish.action())).toList());
    }

    private Changed.Result one(TenantId tenant, String id, Action action) {
        try {
            return new Changed.Result(
                    id,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    switch (action) {
                        case START -> Optional.of(flows.setRunning(tenant, id, true));
                        case STOP -> Optional.of(flows.setRunning(tenant, id, false));
                        case DELETE -> {
                            flows.delete(tenant, id);
                            yield Optional.empty();
                        }
                    });
        } catch (Refused refused) {
            Problem problem = refused.problem();
            return new Changed.Result(
                    id, false, Optional.of(problem.message()), Optional.of(problem.code()), Optional.empty());
        }
    }
}

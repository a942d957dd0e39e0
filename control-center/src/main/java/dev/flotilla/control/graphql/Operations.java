package dev.flotilla.control.graphql;

import io.smallrye.graphql.execution.event.InvokeInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Method;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;

/** Sends every call of an operation through the {@link Gate}, so that no feature can forget to ask. */
@ApplicationScoped
class Operations {
    private final Gate gate;

    Operations(Gate gate) {
        this.gate = gate;
    }

    void beforeCall(@Observes InvokeInfo call) {
        nameOf(call.getOperationMethod()).ifPresent(gate::check);
    }

    private static Optional<String> nameOf(Method method) {
        Query query = method.getAnnotation(Query.class);
        if (query != null) {
            return Optional.of(query.value().isEmpty() ? method.getName() : query.value());
        }
        Mutation mutation = method.getAnnotation(Mutation.class);
        if (mutation != null) {
            return Optional.of(mutation.value().isEmpty() ? method.getName() : mutation.value());
        }
        return Optional.empty();
    }
}

package dev.flotilla.control.graphql;

import io.smallrye.graphql.api.Subscription;
import io.smallrye.graphql.execution.event.InvokeInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Method;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;

/** Sends every call of an operation through the {@link Gate}, so that no feature can forget to ask. */
@ApplicationScoped
class Operations {
    private final Gate gate;
    private final Event<Denied> denied;

    Operations(Gate gate, Event<Denied> denied) {
        this.gate = gate;
        this.denied = denied;
    }

    void beforeCall(@Observes InvokeInfo call) {
        Method method = call.getOperationMethod();
        nameOf(method).ifPresent(operation -> check(operation, method.isAnnotationPresent(Mutation.class)));
    }

    private void check(String operation, boolean isMutation) {
        try {
            gate.check(operation);
        } catch (Refused refused) {
            if (isMutation) {
                denied.fire(new Denied(operation, refused.problem()));
            }
            throw refused;
        }
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
        Subscription subscription = method.getAnnotation(Subscription.class);
        if (subscription != null) {
            return Optional.of(subscription.value().isEmpty() ? method.getName() : subscription.value());
        }
        return Optional.empty();
    }
}

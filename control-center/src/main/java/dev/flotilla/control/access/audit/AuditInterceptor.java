package dev.flotilla.control.access.audit;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.audit.AuditEntry.Outcome;
import dev.flotilla.control.access.audit.AuditLog.Deed;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Refused;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.graphql.Mutation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes a row for each mutation: in its transaction when it is done, in one of its own when it was refused or failed. */
@Audited
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class AuditInterceptor {
    private static final Logger LOG = Logger.getLogger(AuditInterceptor.class);

    private final Caller caller;
    private final Tenancy tenancy;
    private final AuditLog log;

    AuditInterceptor(Caller caller, Tenancy tenancy, AuditLog log) {
        this.caller = caller;
        this.tenancy = tenancy;
        this.log = log;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        Mutation mutation = method.getAnnotation(Mutation.class);
        if (mutation == null) {
            return call.proceed();
        }
        String operation = mutation.value().isEmpty() ? method.getName() : mutation.value();
        var before = new AtomicReference<@Nullable Object>();
        try {
            return AuditNotes.collecting(
                    before,
                    () -> isJoined(method)
                            ? tenancy.call(caller.tenant(), () -> run(operation, call, before))
                            : run(operation, call, before));
        } catch (Refused refused) {
            addLater(operation, call, Outcome.REFUSED, refused.getMessage());
            throw refused;
        } catch (RuntimeException e) {
            addLater(operation, call, Outcome.FAILED, null);
            throw e;
        }
    }

    private @Nullable Object run(String operation, InvocationContext call, AtomicReference<@Nullable Object> before) {
        Object after = proceed(call);
        Optional<String> target = AuditShape.idIn(after).or(() -> targetOf(call));
        log.add(caller.actor(), new Deed(operation, target, Outcome.DONE, null, before.get(), after));
        return after;
    }

    /** What was not done changes nothing, and must not keep the caller from hearing why. */
    private void addLater(String operation, InvocationContext call, Outcome outcome, @Nullable String detail) {
        try {
            log.add(caller.actor(), new Deed(operation, targetOf(call), outcome, detail, null, null));
        } catch (RuntimeException e) {
            LOG.errorf(e, "operation=%s outcome=%s is missing in the audit log", operation, outcome);
        }
    }

    private static Optional<String> targetOf(InvocationContext call) {
        Optional<String> named = Arrays.stream(call.getParameters())
                .filter(Record.class::isInstance)
                .flatMap(input -> AuditShape.idIn(input).stream())
                .findFirst();
        return named.or(() -> Arrays.stream(call.getParameters())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst());
    }

    private static @Nullable Object proceed(InvocationContext call) {
        try {
            return call.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a mutation threw a checked exception", e);
        }
    }

    private static boolean isJoined(Method method) {
        Audited own = method.getAnnotation(Audited.class);
        return own == null || own.inOneTransaction();
    }
}

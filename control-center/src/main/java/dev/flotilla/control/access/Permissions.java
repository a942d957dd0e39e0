package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Gate;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the table of permissions for the present caller. */
@ApplicationScoped
class Permissions implements Gate {
    private final Caller caller;

    Permissions(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void check(String operation) {
        Permission permission = Permission.forOperation(operation)
                .orElseThrow(() -> new Refused(new Forbidden(
                        "Nobody may call '%s': it has no line in the table of permissions.".formatted(operation))));
        if (permission.isPublic()) {
            return;
        }
        Actor actor = caller.actor();
        if (!permission.allows(actor.role())) {
            throw new Refused(new Forbidden("Your role %s may not call '%s'; these may: %s."
                    .formatted(actor.role(), operation, joined(permission.roles()))));
        }
        if (caller.mustEnrol() && !Permission.isForEnrolment(operation)) {
            throw new Refused(
                    new Forbidden("Your organisation demands a second factor of everybody: set yours up first."));
        }
        if (!actor.reaches(permission)) {
            throw new Refused(new Forbidden(
                    permission.scopes().isEmpty()
                            ? "'%s' is for people who have signed in, not for API tokens.".formatted(operation)
                            : "The API token needs one of these scopes to call '%s': %s."
                                    .formatted(operation, joined(permission.scopes()))));
        }
    }

    private static String joined(Set<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }
}

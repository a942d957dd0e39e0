package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Gate;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
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
        if (!permission.isPublic() && !permission.allows(caller.role())) {
            String allowed =
                    permission.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", "));
            throw new Refused(new Forbidden(
                    "Your role %s may not call '%s'; these may: %s.".formatted(caller.role(), operation, allowed)));
        }
    }
}

package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who calls: the user of the present request, checked before any operation runs. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The person, or the program with a token of theirs. */
    public Actor actor() {
        return required(identity.getAttribute(Actor.ATTRIBUTE));
    }

    public UserId user() {
        return actor().user();
    }

    /** The only tenant whose things the request may see. */
    public TenantId tenant() {
        return actor().tenant();
    }

    public Role role() {
        return actor().role();
    }

    /** For people, for example in "made by". */
    public String login() {
        return actor().login();
    }

    /** Of a person; programs with an API token have none. */
    Session session() {
        return required(identity.getAttribute(Session.ATTRIBUTE));
    }

    private static <T> T required(@Nullable T attribute) {
        if (attribute == null) {
            throw new IllegalStateException("an operation ran without a signed-in user");
        }
        return attribute;
    }
}

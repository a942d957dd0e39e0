package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who calls: the user of the present request, checked before any operation runs. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public UserId user() {
        return session().user();
    }

    /** The only tenant whose things the request may see. */
    public TenantId tenant() {
        return session().tenant();
    }

    public Role role() {
        return session().role();
    }

    /** For people, for example in "made by". */
    public String login() {
        return session().login();
    }

    Session session() {
        Session session = identity.getAttribute(Session.ATTRIBUTE);
        if (session == null) {
            throw new IllegalStateException("an operation ran without a signed-in user");
        }
        return session;
    }
}

package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Refused;
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

    /** The person, or the program with a token of theirs. */
    public Actor actor() {
        Actor actor = identity.getAttribute(Actor.ATTRIBUTE);
        if (actor == null) {
            throw new Refused(new Forbidden("You have no account here: sign on in the console once."));
        }
        return actor;
    }

    /** Whether there is an account behind the token. */
    public boolean isKnown() {
        return identity.getAttribute(Actor.ATTRIBUTE) != null;
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

    /** The account of a person who signed in here; {@link Refused} for others. */
    public UserId person() {
        return session().user();
    }

    /** Whether the tenant demands a second factor that the caller has still to set up. */
    boolean mustEnrol() {
        Session session = identity.getAttribute(Session.ATTRIBUTE);
        return session != null && session.mustEnrol();
    }

    /** Of a person who signed in here; others have none. */
    Session session() {
        Session session = identity.getAttribute(Session.ATTRIBUTE);
        if (session == null) {
            throw new Refused(new Forbidden("This is for people who have signed in here."));
        }
        return session;
    }
}

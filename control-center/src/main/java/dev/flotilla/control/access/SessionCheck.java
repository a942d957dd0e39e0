package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses a good token whose session has ended, and puts the session where {@link Caller} finds it. */
@ApplicationScoped
class SessionCheck implements SecurityIdentityAugmentor {
    private final Sessions sessions;
    private final ForeignIssuer foreign;

    SessionCheck(Sessions sessions, ForeignIssuer foreign) {
        this.sessions = sessions;
        this.foreign = foreign;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        if (!BuiltinTokens.made(token)) {
            return context.runBlocking(() ->
                    foreign.actorOf(token).map(actor -> with(identity, actor)).orElse(identity));
        }
        String id = token.getClaim(BuiltinTokens.SESSION_CLAIM);
        Optional<Session> recent = sessions.recent(id);
        if (recent.isPresent()) {
            return Uni.createFrom().item(with(identity, recent.get()));
        }
        TenantId tenant = new TenantId(token.getClaim(BuiltinTokens.TENANT_CLAIM));
        return context.runBlocking(() -> with(
                identity,
                sessions.find(tenant, id)
                        .orElseThrow(() -> new AuthenticationFailedException("the session has ended"))));
    }

    private static SecurityIdentity with(SecurityIdentity identity, Actor actor) {
        return QuarkusSecurityIdentity.builder(identity)
                .addRole(actor.role().name())
                .addAttribute(Actor.ATTRIBUTE, actor)
                .build();
    }

    private static SecurityIdentity with(SecurityIdentity identity, Session session) {
        return QuarkusSecurityIdentity.builder(identity)
                .addRole(session.role().name())
                .addAttribute(Session.ATTRIBUTE, session)
                .addAttribute(Actor.ATTRIBUTE, session.actor())
                .build();
    }
}

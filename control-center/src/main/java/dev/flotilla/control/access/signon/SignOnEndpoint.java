package dev.flotilla.control.access.signon;

import dev.flotilla.control.access.ConsoleDoor;
import dev.flotilla.control.access.SignedInBy;
import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Refused;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdToken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Where the button of single sign-on leads: quarkus-oidc sends who is unknown to the provider, and here they come back. */
@Path(Provider.PATH)
public class SignOnEndpoint {
    private static final Logger LOG = Logger.getLogger(SignOnEndpoint.class);

    private final SignOnConfig config;
    private final SignedOn people;
    private final ConsoleDoor door;
    private final AccessTokenCredential access;

    /** Of quarkus-oidc, which offers it to a field alone. */
    @Inject
    @IdToken
    JsonWebToken identity;

    SignOnEndpoint(SignOnConfig config, SignedOn people, ConsoleDoor door, AccessTokenCredential access) {
        this.config = config;
        this.people = people;
        this.door = door;
        this.access = access;
    }

    /** Opens a session of ours, as after a password; the provider's ends here. */
    @GET
    @RunOnVirtualThread
    public Response enter(@Context HttpServerRequest request) {
        if (config.issuer().isEmpty() || identity.getRawToken() == null) {
            throw new Refused(new Forbidden("This is for who comes back from the provider of single sign-on."));
        }
        NewCookie forgotten = new NewCookie.Builder("q_session_external")
                .path(Provider.PATH)
                .maxAge(0)
                .build();
        try {
            Person person =
                    Person.of(claimsOf(identity.getRawToken()), claimsOf(access.getToken()), config.roleClaim());
            ConsoleDoor.Entered entered = door.enter(people.enter(person), SignedInBy.SIGN_ON, request);
            return Response.seeOther(URI.create("/"))
                    .cookie(entered.cookies().toArray(NewCookie[]::new))
                    .cookie(forgotten)
                    .build();
        } catch (Refused refused) {
            LOG.warnf("sign-on of subject=%s refused: %s", identity.getSubject(), refused.getMessage());
            return Response.seeOther(URI.create("/sign-in#sign-on-refused"))
                    .cookie(forgotten)
                    .build();
        }
    }

    /** Of a token that quarkus-oidc has verified or fetched from the provider itself; empty of an opaque one. */
    private static JsonObject claimsOf(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length < 2
                    ? new JsonObject()
                    : new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException e) {
            return new JsonObject();
        }
    }
}

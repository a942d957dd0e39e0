package dev.flotilla.control.tenant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant looks to whoever has not signed in: by the subdomain of the console's address, or by name. A tenant that is not there
 * looks as one that has chosen nothing.
 */
@Path("/branding/v1")
@RunOnVirtualThread
public class LookEndpoint {
    private final Looks looks;
    private final String home;

    LookEndpoint(
            Looks looks,
            @ConfigProperty(name = "flotilla.console-url") Optional<URI> console,
            @ConfigProperty(name = "flotilla.public-host") String host) {
        this.looks = looks;
        this.home = console.flatMap(url -> Optional.ofNullable(url.getHost())).orElse(host);
    }

    /** What is null is the platform's look. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Look(
            @Nullable String name,
            @Nullable String primaryColor,
            @Nullable String accentColor,
            @Nullable String logoUrl) {
        static Look of(Tenant.Branding branding) {
            return new Look(
                    branding.name().orElse(null),
                    branding.primaryColor().orElse(null),
                    branding.accentColor().orElse(null),
                    branding.logoUrl().orElse(null));
        }
    }

    @GET
    @Path("/look")
    @Produces(MediaType.APPLICATION_JSON)
    public Look look(@QueryParam("tenant") @Nullable String named, @Context HttpServerRequest request) {
        return Look.of(Optional.ofNullable(named)
                .or(() ->
                        Optional.ofNullable(request.authority()).flatMap(address -> subdomainOf(address.host(), home)))
                .flatMap(looks::ofSubdomain)
                .map(Tenant::branding)
                .orElse(Tenant.Branding.NONE));
    }

    @GET
    @Path("/logo")
    @Produces("image/png")
    public Response logo(@QueryParam("hash") @Nullable String hash) {
        return Optional.ofNullable(hash)
                .flatMap(looks::logo)
                .map(Response::ok)
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND))
                .build();
    }

    /** The label before the console's own name; empty when it is another name. */
    static Optional<String> subdomainOf(String host, String home) {
        String end = "." + home.toLowerCase(Locale.ROOT);
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(end) ? Optional.of(name.substring(0, name.length() - end.length())) : Optional.empty();
    }
}

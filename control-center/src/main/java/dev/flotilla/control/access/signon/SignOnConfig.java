package dev.flotilla.control.access.signon;

import dev.flotilla.control.access.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** The OpenID provider from which people may come; none without an issuer. */
@ConfigMapping(prefix = "flotilla.sign-on")
public interface SignOnConfig {
    /** The provider's address, under which it publishes {@code /.well-known/openid-configuration}. */
    Optional<String> issuer();

    @WithDefault("flotilla")
    String clientId();

    Optional<String> clientSecret();

    /** What the button in the console says. */
    @WithDefault("Single sign-on")
    String name();

    /** Which claim names what a person is there, with '/' between the steps of a path. */
    @WithDefault("realm_access/roles")
    String roleClaim();

    /** Which role each value of the claim stands for; the highest counts. */
    Map<String, Role> roles();

    /** The role of who has none of these values; without it, they stay outside. */
    Optional<Role> defaultRole();

    /** The name of the tenant to which these people belong; without it, the first. */
    Optional<String> tenant();
}

package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Origin;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** An API token that somebody brought, and from where. */
final class TokenCredentials extends BaseAuthenticationRequest {
    private final TokenSecret secret;
    private final Origin from;

    TokenCredentials(TokenSecret secret, Origin from) {
        this.secret = secret;
        this.from = from;
    }

    TokenSecret secret() {
        return secret;
    }

    Origin from() {
        return from;
    }
}

package dev.flotilla.control.graphql.allowance;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * On whose account a request of the API runs, once it is known who asks.
 *
 * @param tenant who pays for it
 * @param asker everything on which an answer to the same question may depend: the person or program, its role and its scopes
 */
public record Account(String tenant, String asker) {
    private static final String KEY = Account.class.getName();

    /** Of a request; empty when nobody has signed in. */
    public static Optional<Account> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }

    void noteIn(RoutingContext request) {
        request.put(KEY, this);
    }
}

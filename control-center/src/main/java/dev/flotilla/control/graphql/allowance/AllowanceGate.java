package dev.flotilla.control.graphql.allowance;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends requests of the API away whose tenant or address has spent its allowance, and tells all others what is left in the
 * headers RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset (draft-ietf-httpapi-ratelimit-headers-07).
 */
@ApplicationScoped
class AllowanceGate {
    /** Before a token is verified, which takes the most work that a stranger can ask for. */
    private static final int BEFORE_AUTHENTICATION = 260;

    private static final int AFTER_AUTHORIZATION = 60;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Spending spending;
    private final Payer payer;

    AllowanceGate(Spending spending, Payer payer) {
        this.spending = spending;
        this.payer = payer;
    }

    void install(@Observes Filters filters) {
        filters.register(this::admitAddress, BEFORE_AUTHENTICATION);
        filters.register(this::admitTenant, AFTER_AUTHORIZATION);
    }

    private void admitAddress(RoutingContext request) {
        if (!isForApi(request)) {
            request.next();
            return;
        }
        Balance balance = spending.ofAddress(request, 1);
        if (balance.isSpent()) {
            refuse(request, "address", balance);
        } else {
            request.next();
        }
    }

    private void admitTenant(RoutingContext request) {
        if (!isForApi(request) || !(request.user() instanceof QuarkusHttpUser user)) {
            request.next();
            return;
        }
        payer.accountOf(user.getSecurityIdentity()).ifPresent(account -> account.noteIn(request));
        var balance = spending.ofTenant(request, 1);
        if (balance.isPresent() && balance.get().isSpent()) {
            refuse(request, "tenant", balance.get());
        } else {
            request.addHeadersEndHandler(
                    _ -> spending.ofTenant(request, 0).ifPresent(left -> tell(request.response(), left)));
            request.next();
        }
    }

    private static boolean isForApi(RoutingContext request) {
        return request.normalizedPath().equals("/graphql");
    }

    private static void tell(HttpServerResponse response, Balance balance) {
        response.putHeader("RateLimit-Limit", Long.toString(balance.limit()))
                .putHeader("RateLimit-Remaining", Long.toString(Math.max(0, balance.remaining())))
                .putHeader("RateLimit-Reset", Long.toString(balance.secondsToFull()));
    }

    private static void refuse(RoutingContext request, String whose, Balance balance) {
        long seconds = balance.secondsToSome();
        var error = new JsonObject()
                .put(
                        "message",
                        "This %s has spent its allowance of %d points: ask again in %d seconds."
                                .formatted(whose, balance.limit(), seconds))
                .put("extensions", new JsonObject().put("code", "RATE_LIMITED").put("retryAfter", seconds));
        tell(request.response(), balance);
        request.response()
                .setStatusCode(TOO_MANY_REQUESTS)
                .putHeader("Retry-After", Long.toString(seconds))
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("errors", new JsonArray().add(error)).encode());
    }
}

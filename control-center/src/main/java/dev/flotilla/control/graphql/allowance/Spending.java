package dev.flotilla.control.graphql.allowance;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;

/** Charges what the query of the present request costs to those who pay for it. */
@ApplicationScoped
public class Spending {
    private final CurrentVertxRequest present;
    private final Payer payer;
    private final Allowances tenants;
    private final Allowances addresses;

    Spending(CurrentVertxRequest present, Payer payer, AllowanceConfig config) {
        this.present = present;
        this.payer = payer;
        this.tenants = new Allowances(config.tenantRate(), config.tenantBurst(), 10_000);
        this.addresses = new Allowances(config.addressRate(), config.addressBurst(), 50_000);
    }

    /** Takes the points from the tenant and the address that ask. */
    public void charge(int points) {
        RoutingContext request = present.getCurrent();
        if (request != null) {
            ofAddress(request, points);
            ofTenant(request, points);
        }
    }

    /**
     * Takes one point of both for a request that came by a socket of that caller, on whose account the rest is charged, too.
     * Answers why not when either has spent its allowance.
     */
    public Optional<String> refusalOf(RoutingContext socket, SecurityIdentity caller) {
        payer.accountOf(caller).ifPresent(account -> account.noteIn(socket));
        return Stream.concat(Stream.of(ofAddress(socket, 1)), ofTenant(socket, 1).stream())
                .filter(Balance::isSpent)
                .findFirst()
                .map(balance -> "The allowance of %d points is spent: ask again in %d seconds."
                        .formatted(balance.limit(), balance.secondsToSome()));
    }

    Allowances tenants() {
        return tenants;
    }

    Balance ofAddress(RoutingContext request, int points) {
        return addresses.spend(Network.of(request.request().remoteAddress()), points, System.nanoTime());
    }

    /** Empty when nobody has signed in. */
    Optional<Balance> ofTenant(RoutingContext request, int points) {
        return Account.of(request).map(account -> tenants.spend(account.tenant(), points, System.nanoTime()));
    }
}

package dev.flotilla.control.graphql.allowance;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Charges what the query of the present request costs to those who pay for it. */
@ApplicationScoped
public class Spending {
    private final CurrentVertxRequest present;
    private final Allowances tenants;
    private final Allowances addresses;

    Spending(CurrentVertxRequest present, AllowanceConfig config) {
        this.present = present;
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

    Balance ofAddress(RoutingContext request, int points) {
        return addresses.spend(Network.of(request.request().remoteAddress()), points, System.nanoTime());
    }

    /** Empty when nobody has signed in. */
    Optional<Balance> ofTenant(RoutingContext request, int points) {
        return Account.of(request).map(account -> tenants.spend(account.tenant(), points, System.nanoTime()));
    }
}

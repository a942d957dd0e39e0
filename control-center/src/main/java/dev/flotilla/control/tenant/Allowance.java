package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Refused;
import java.util.Optional;

/** What a tenant may have only so much of. */
public enum Allowance {
    STREAMS("streams"),
    NODES("nodes"),
    CLUSTERS("clusters"),
    FLOWS("flows");

    private final String word;

    Allowance(String word) {
        this.word = word;
    }

    /** Throws {@link Refused} when the tenant may make no more of it beside those that it has. */
    void check(Tenant tenant, int present) {
        tenant.suspension().ifPresent(suspension -> {
            throw new Refused(new Conflict("'%s' is suspended, and nothing new can be made: %s"
                    .formatted(tenant.name(), suspension.reason())));
        });
        limitOf(tenant).filter(limit -> present >= limit).ifPresent(limit -> {
            throw new Refused(
                    new Conflict("The limit of %d %s of '%s' is reached.".formatted(limit, word, tenant.name())));
        });
    }

    /** The tenant's own limit, or its tier's; empty when there is none. */
    public Optional<Integer> limitOf(Tenant tenant) {
        Tenant.Limits limits = tenant.limits();
        return switch (this) {
            case STREAMS -> limits.streams();
            case NODES -> limits.nodes();
            case CLUSTERS -> limits.clusters().or(() -> tenant.tier().mostOwnClusters());
            case FLOWS -> limits.flows();
        };
    }
}

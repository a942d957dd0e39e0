package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.tenant.Tenant;

/** Which clusters of others a tenant may use by its tier; its own ones it may always use. */
final class Entitlement {
    private Entitlement() {}

    static boolean allows(Tenant.Tier tier, Cluster.Kind kind) {
        return switch (tier) {
            case SHARED -> kind == Cluster.Kind.PLATFORM_OFFICIAL;
            case PREMIUM, SELF_HOSTED -> kind != Cluster.Kind.TENANT_PRIVATE;
            case DEDICATED -> true;
        };
    }

    /** Why the tenant may not, for its people. */
    static String refusal(Tenant.Tier tier, Cluster.Kind kind) {
        return "CLUSTER_NOT_ENTITLED: the tier %s does not include clusters of the class %s.".formatted(tier, kind);
    }
}

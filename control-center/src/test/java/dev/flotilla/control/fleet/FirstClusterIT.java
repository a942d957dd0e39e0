package dev.flotilla.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.TenantCreated;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class FirstClusterIT {
    private static final String UNLUCKY = "Unlucky";

    @Inject
    Tenants tenants;

    @Inject
    Clusters clusters;

    @Inject
    Tenancy tenancy;

    /** Fails where a kill would strike. */
    @ApplicationScoped
    static class Kill {
        void strike(@Observes TenantCreated made) {
            if (made.name().equals(UNLUCKY)) {
                throw new IllegalStateException("killed");
            }
        }
    }

    @Test
    void comesWithItsTenantOrNotAtAll() {
        assertThatThrownBy(() -> tenants.create(UNLUCKY)).hasMessageContaining("killed");
        assertThat(tenants.all()).extracting(Tenant::name).doesNotContain(UNLUCKY);
        TenantId lucky = tenants.create("Lucky " + TenantId.random()).tenantId();
        assertThat(namesOf(lucky)).containsExactly("default");
    }

    @Test
    void isMadeAtTheNextStartWhereItIsMissing() {
        TenantId half = TenantId.random();
        tenancy.run(
                half,
                () -> tenancy.sql(sql -> sql.update(
                        "insert into tenant.tenant (tenant_id, name) values (?, ?)", half.value(), "Half " + half)));
        assertThat(namesOf(half)).isEmpty();
        clusters.mend(new StartupEvent());
        clusters.mend(new StartupEvent());
        assertThat(namesOf(half)).containsExactly("default");
    }

    private List<String> namesOf(TenantId tenant) {
        return clusters.all(tenant).stream().map(Cluster::name).toList();
    }
}

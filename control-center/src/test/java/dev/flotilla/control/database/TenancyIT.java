package dev.flotilla.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.id.TenantId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class TenancyIT {
    @Inject
    Tenancy tenancy;

    @Inject
    AgroalDataSource source;

    @Inject
    EntityManager entities;

    private final TenantId tenant = TenantId.random();

    @Test
    void worksAsARoleThatIsFencedIn() {
        assertThat(tenancy.<String>call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.one(
                                        "select rolname || ' ' || rolsuper || ' ' || rolbypassrls from pg_roles where rolname = current_user",
                                        row -> row.getString(1))
                                .orElseThrow())))
                .isEqualTo("flotilla_app false false");
    }

    @Test
    void showsNothingWhereNoTenantIsNamed() throws SQLException {
        addCluster(tenant);
        assertThat(count(tenant)).isEqualTo(1);
        assertThat(count(TenantId.random())).isZero();
        try (var connection = source.getConnection()) {
            assertThat(Sql.on(connection).one("select count(*) from fleet.cluster", row -> row.getInt(1)))
                    .contains(0);
        }
    }

    @Test
    void refusesRowsOfAnotherTenant() {
        assertThatThrownBy(() -> tenancy.run(TenantId.random(), () -> insert(tenant)))
                .isInstanceOf(SqlFailure.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void sharesItsConnectionWithHibernate() {
        tenancy.run(tenant, () -> {
            insert(tenant);
            assertThat(entities.createNativeQuery("select pg_backend_pid()", Integer.class)
                            .getSingleResult())
                    .isEqualTo(tenancy.<Integer>sql(sql -> sql.one("select pg_backend_pid()", row -> row.getInt(1))
                            .orElseThrow()));
            assertThat(entities.createQuery("select count(*) from ClusterEntity", Long.class)
                            .getSingleResult())
                    .isEqualTo(1);
        });
    }

    @Test
    void takesBackWhatFailed() {
        assertThatThrownBy(() -> tenancy.run(tenant, () -> {
                    insert(tenant);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(count(tenant)).isZero();
    }

    @Test
    void refusesATenantInsideOfAnother() {
        assertThatThrownBy(() -> tenancy.run(tenant, () -> tenancy.run(TenantId.random(), () -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside of work for " + tenant);
    }

    private void addCluster(TenantId owner) {
        tenancy.run(owner, () -> insert(owner));
    }

    private void insert(TenantId owner) {
        tenancy.sql(sql -> sql.update(
                "insert into fleet.cluster (id, tenant_id, name, created_at) values (?, ?, 'x', ?)",
                dev.flotilla.id.ClusterId.random().value(),
                owner.value(),
                Instant.now()));
    }

    private int count(TenantId owner) {
        return tenancy.<Integer>call(
                owner,
                () -> tenancy.sql(sql -> sql.one("select count(*) from fleet.cluster", row -> row.getInt(1))
                        .orElseThrow()));
    }
}

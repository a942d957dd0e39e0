package dev.flotilla.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.SqlFailure;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database keeps tenants apart even where a statement forgets to. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class TenantFenceIT {
    private static final String FENCED = """
            select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_fenced
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attname = 'tenant_id' and c.relkind = 'r' order by name""";

    @Inject
    People people;

    @Inject
    Tenancy tenancy;

    @Inject
    AgroalDataSource source;

    @Inject
    EntityManager entities;

    @Inject
    TenantRepository rows;

    private TenantId one;
    private TenantId other;

    private record Table(String name, boolean isFenced) {}

    @BeforeEach
    void twoTenants() {
        one = people.tenant();
        other = people.tenant();
        people.login(one, Role.OWNER);
        people.login(other, Role.OWNER);
    }

    @Test
    void everyTableWithATenantIsFenced() {
        assertThat(tables())
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.isFenced())
                        .as(table.name() + " needs: call database.fence_by_tenant('" + table.name() + "')")
                        .isTrue());
    }

    @Test
    void aStatementWithoutWhereSeesOneTenantOnly() {
        for (Table table : tables()) {
            List<String> seen = tenancy.call(
                    one,
                    () -> tenancy.sql(sql -> sql.list(
                            "select distinct tenant_id from " + table.name(), row -> row.getString("tenant_id"))));
            assertThat(seen).as(table.name()).allMatch(one.value()::equals);
        }
    }

    @Test
    void aStatementWithoutWhereChangesOneTenantOnly() {
        tenancy.run(one, () -> tenancy.sql(sql -> sql.update("update access.account set display_name = 'changed'")));
        List<String> names = tenancy.call(
                other,
                () -> tenancy.sql(sql -> sql.list("select display_name from access.account", row -> row.getString(1))));
        assertThat(names).hasSize(1).doesNotContain("changed");
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        assertThatThrownBy(() -> tenancy.run(
                        one,
                        () -> tenancy.sql(sql -> sql.update("update access.account set tenant_id = ?", other.value()))))
                .isInstanceOf(SqlFailure.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void withoutATenantThereAreNoRows() throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from access.account")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void aRepositoryWithoutWhereListsOneTenantOnly() {
        assertThat(all(one)).extracting(row -> row.tenantId).containsExactly(one.value());
    }

    @Test
    void noEntityShowsAnotherTenant() {
        for (EntityType<?> entity : entities.getMetamodel().getEntities()) {
            String everything = "select distinct e.tenantId from " + entity.getName() + " e";
            List<String> seen = tenancy.call(
                    one, () -> entities.createQuery(everything, String.class).getResultList());
            assertThat(seen).as(entity.getName()).allMatch(one.value()::equals);
        }
    }

    @Test
    void aStepWithoutWhereChangesOneTenantOnly() {
        assertThat(tenancy.<Integer>call(one, () -> rows.step("name = 'changed'")))
                .isEqualTo(1);
        assertThat(all(other)).extracting(row -> row.name).hasSize(1).doesNotContain("changed");
    }

    @Test
    void withoutATenantARepositoryIsEmpty() {
        List<TenantEntity> seen = QuarkusTransaction.requiringNew().call(rows::listAll);
        int changed = QuarkusTransaction.requiringNew().call(() -> rows.step("name = 'changed'"));
        assertThat(seen).isEmpty();
        assertThat(changed).isZero();
    }

    private List<TenantEntity> all(TenantId tenant) {
        return tenancy.call(tenant, rows::listAll);
    }

    private List<Table> tables() {
        return tenancy.call(
                one,
                () -> tenancy.sql(
                        sql -> sql.list(FENCED, row -> new Table(row.getString("name"), row.getBoolean("is_fenced")))));
    }
}

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
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database keeps tenants apart even where a statement forgets to. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class TenantFenceIT {
    private static final String TABLES = """
        select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_fenced,
            exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as has_tenant,
            has_table_privilege('flotilla_app', c.oid, 'select, insert, update, delete') as is_served
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
            and n.nspname not like 'pg_toast%' order by name\
        """;

    /** Tables that are nobody's, each with its reason; requests of tenants cannot touch them. */
    private static final Map<String, String> NOBODYS = Map.of(
            "access.signing_key", "signs the tokens of all tenants",
            "access.sign_up", "who signs up has no tenant yet",
            "access.spent_challenge", "who solved it may be anybody",
            "contact.message", "strangers write to the platform",
            "graphql.spent", "replicas tell each other what all tenants spent",
            "certificate.authority", "one authority signs the certificates of all nodes",
            "secret.data_key", "seals the secrets of all tenants",
            "secret.master_key_check", "tells at the start whether the master key is the right one");

    /** Ways out of the fence that the application's role might try. */
    private static final List<String> ESCAPES = List.of(
            "set role flotilla_jobs",
            "set session authorization flotilla_jobs",
            "alter role current_user bypassrls",
            "alter table access.account disable row level security",
            "alter table access.account no force row level security",
            "drop policy tenant on access.account",
            "create policy open on access.account using (true)",
            "create table access.copy as select * from access.account",
            "create temporary view copy as select * from access.account; alter view copy owner to flotilla_jobs",
            "copy access.account to program 'cat'");

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

    private record Table(String name, boolean isFenced, boolean hasTenant, boolean isServed) {}

    @BeforeEach
    void twoTenants() {
        one = people.tenant();
        other = people.tenant();
        people.login(one, Role.OWNER);
        people.login(other, Role.OWNER);
    }

    @Test
    void everyTableIsFencedByTenantOrNobodys() {
        assertThat(allTables()).isNotEmpty().allSatisfy(table -> {
            if (NOBODYS.containsKey(table.name()) || table.name().endsWith(".history")) {
                assertThat(table.isServed())
                        .as(table.name() + " is nobody's, but requests of tenants may touch it")
                        .isFalse();
            } else {
                assertThat(table.hasTenant() && table.isFenced())
                        .as(table.name() + " needs a tenant_id and: call database.fence_by_tenant('" + table.name()
                                + "')")
                        .isTrue();
            }
        });
    }

    @Test
    void theRoleOfTheApplicationCannotLeaveTheFence() throws SQLException {
        for (String escape : ESCAPES) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(escape)).as(escape).isInstanceOf(SQLException.class);
            }
        }
    }

    /** With row security off the database refuses instead of showing everything. */
    @Test
    void turningRowSecurityOffShowsNothing() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set row_security = off");
            try {
                assertThatThrownBy(() -> statement.executeQuery("select * from access.account"))
                        .hasMessageContaining("row-level security");
            } finally {
                statement.execute("reset row_security");
            }
        }
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

    /** Those that have a tenant. */
    private List<Table> tables() {
        return allTables().stream().filter(Table::hasTenant).toList();
    }

    private List<Table> allTables() {
        return tenancy.call(
                one,
                () -> tenancy.sql(sql -> sql.list(
                        TABLES,
                        row -> new Table(
                                row.getString("name"),
                                row.getBoolean("is_fenced"),
                                row.getBoolean("has_tenant"),
                                row.getBoolean("is_served")))));
    }
}

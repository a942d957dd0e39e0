package dev.flotilla.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class StartTest {
    @Inject
    Tenancy tenancy;

    @Test
    void serves() {
        var tenant = TenantId.random();
        String seen = tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select current_user || ' ' || current_setting('flotilla.tenant')",
                                row -> row.getString(1))
                        .orElseThrow()));
        assertThat(seen).isEqualTo("flotilla_app " + tenant);
    }
}

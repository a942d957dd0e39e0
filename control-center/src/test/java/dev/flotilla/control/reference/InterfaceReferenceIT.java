package dev.flotilla.control.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class InterfaceReferenceIT {
    @TestHTTPResource(value = "/openapi", management = true)
    @Nullable
    URI openApi;

    @Test
    void theRestInterfaceIsPublished() throws IOException {
        String running = RestAssured.given()
                .get(Objects.requireNonNull(openApi))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(running).contains("/auth/v1/login");
        Published.check("openapi.yaml", running);
    }
}

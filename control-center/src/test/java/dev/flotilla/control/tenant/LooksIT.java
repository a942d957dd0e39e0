package dev.flotilla.control.tenant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tenants are called and how they look, to their people and to whoever is about to sign in. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class LooksIT {
    private static final String TENANT =
            "... on Tenant { name subdomain branding { name primaryColor accentColor logoUrl } }";

    @Inject
    People people;

    private TenantId tenant;
    private GraphQLClient owner;
    private String subdomain;

    @BeforeEach
    void aTenant() {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        subdomain = owner.ask("{ me { tenant { subdomain } } }").extract().path("data.me.tenant.subdomain");
    }

    @Test
    void aTenantLooksAsItsAdministratorsSay() {
        brand(Map.of("name", "Harbour TV", "primaryColor", "#0b5fff"))
                .body("branding.name", equalTo("Harbour TV"))
                .body("branding.accentColor", nullValue());
        brand(Map.of("name", "")).body("branding.name", nullValue()).body("branding.primaryColor", equalTo("#0b5fff"));
        brand(Map.of("primaryColor", "blue")).body("field", equalTo("primaryColor"));
        brand(Map.of("accentColor", "#ffff00"))
                .body("field", equalTo("accentColor"))
                .body("message", containsString("its contrast is 1.0"));
        brand(Map.of("logoUrl", "http://harbour.example/logo.svg")).body("field", equalTo("logoUrl"));
        brand(Map.of("logoUrl", "https://127.0.0.1/logo.png")).body("field", equalTo("logoUrl"));
        new GraphQLClient(people.token(tenant, Role.MEMBER))
                .change("setBranding", "SetBrandingInput", Map.of("name", "x"), "")
                .body("__typename", equalTo("Forbidden"));
    }

    @Test
    void whoeverIsAboutToSignInSeesItsLook() throws IOException {
        look(subdomain).body("name", nullValue()).body("logo_url", nullValue());
        look("nobody-has-this").body("name", nullValue());
        brand(Map.of("name", "Harbour TV", "primaryColor", "#0b5fff"));
        String logo = owner.change("setLogo", "SetLogoInput", Map.of("content", picture()), TENANT)
                .body("branding.logoUrl", matchesRegex("/branding/v1/logo\\?hash=[0-9a-f]{64}"))
                .extract()
                .path("data.setLogo.branding.logoUrl");
        look(subdomain)
                .body("name", equalTo("Harbour TV"))
                .body("primary_color", equalTo("#0b5fff"))
                .body("logo_url", equalTo(logo));
        given().header("Host", subdomain + ".127.0.0.1")
                .get("/branding/v1/look")
                .then()
                .body("name", equalTo("Harbour TV"));
        given().get(logo).then().statusCode(200).contentType("image/png").header("X-Content-Type-Options", "nosniff");
        brand(Map.of("logoUrl", "")).body("branding.logoUrl", nullValue());
        given().get(logo).then().statusCode(404);
        owner.change("setLogo", "SetLogoInput", Map.of("content", "PHN2Zz48L3N2Zz4="), "")
                .body("field", equalTo("content"));
        owner.change("setLogo", "SetLogoInput", Map.of("content", "?"), "").body("field", equalTo("content"));
    }

    @Test
    void aTenantChoosesItsNameAndItsNameInAddresses() {
        TenantId other = people.tenant();
        String taken = new GraphQLClient(people.token(other, Role.OWNER))
                .ask("{ me { tenant { subdomain } } }")
                .body("data.me.tenant.subdomain", startsWith("tenant-"))
                .extract()
                .path("data.me.tenant.subdomain");
        String free = "harbour-" + tenant.value().substring(7);
        update(Map.of("name", "Harbour " + tenant, "subdomain", free))
                .body("name", equalTo("Harbour " + tenant))
                .body("subdomain", equalTo(free));
        update(Map.of("subdomain", taken)).body("__typename", equalTo("Conflict"));
        update(Map.of("subdomain", "www")).body("message", containsString("reserved"));
        update(Map.of("name", " ")).body("field", equalTo("name"));
        update(Map.of()).body("subdomain", equalTo(free));
    }

    private static ValidatableResponse look(String tenant) {
        return given().queryParam("tenant", tenant)
                .get("/branding/v1/look")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse brand(Map<String, Object> branding) {
        return owner.change("setBranding", "SetBrandingInput", branding, TENANT);
    }

    private ValidatableResponse update(Map<String, Object> input) {
        return owner.change("updateTenant", "UpdateTenantInput", input, TENANT);
    }

    private static String picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}

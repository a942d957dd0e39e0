package dev.flotilla.control.access;

import static io.restassured.RestAssured.given;

import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Makes tenants and people for tests, and signs them in as a program does. */
@ApplicationScoped
public class People {
    /** The password of all of them. */
    public static final String PASSWORD = "a password of tests";

    private final String hash;

    private final Tenants tenants;
    private final Accounts accounts;

    People(Tenants tenants, Accounts accounts, Passwords passwords) {
        this.tenants = tenants;
        this.accounts = accounts;
        this.hash = passwords.hash(PASSWORD);
    }

    /** A new tenant of a name that no other has. */
    public TenantId tenant() {
        return tenant("Tenant " + TenantId.random());
    }

    /** A new tenant of that name. */
    public TenantId tenant(String name) {
        return tenants.create(name).tenantId();
    }

    /** A new person; answers the login. */
    public String login(TenantId tenant, Role role) {
        UserId id = UserId.random();
        String login = id.value() + "@example.org";
        accounts.add(new Account(id, tenant, login, "Test " + role, role, hash, false));
        return login;
    }

    /** A new person who only reads; answers the id. */
    public String member(TenantId tenant) {
        return login(tenant, Role.VIEWER).replaceFirst("@.*", "");
    }

    /** The bearer token of a new person. */
    public String token(TenantId tenant, Role role) {
        return tokenOf(login(tenant, role));
    }

    /** Signs in and answers the bearer token. */
    public static String tokenOf(String login) {
        return given().contentType("application/json")
                .body(Map.of("login", login, "password", PASSWORD))
                .post("/auth/v1/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}

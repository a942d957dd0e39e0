package dev.flotilla.control.access.factor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.mail.Letters;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class SecondFactorIT {
    private static final String SECURITY = "{ accountSecurity { hasTotp recoveryCodesLeft demandsSecondFactor } }";

    @Inject
    People people;

    @Inject
    Letters letters;

    private TenantId tenant;
    private String login;
    private GraphQLClient caller;

    @BeforeEach
    void onePerson() {
        tenant = people.tenant();
        login = people.login(tenant, Role.MEMBER);
        caller = new GraphQLClient(People.tokenOf(login));
    }

    @Test
    void anAppThatWasSetUpStandsAfterThePassword() {
        Guarding.App app = Guarding.app(caller);
        assertThat(Guarding.signIn("login", login).statusCode())
                .as("until it is confirmed the password is enough")
                .isEqualTo(200);
        Guarding.confirm(caller, "000000").body("field", equalTo("code"));
        Guarding.confirm(caller, app.next()).body("recoveryCodes", hasSize(10));
        Response first = Guarding.signIn("login", login);
        first.then()
                .statusCode(202)
                .body("factors", hasItems("TOTP", "RECOVERY_CODE"))
                .body("challenge", notNullValue());
        assertThat(first.getCookies()).as("no session before the second factor").isEmpty();
        String code = app.next();
        Response second = Guarding.secondStep(first, Map.of("code", code.substring(0, 3) + " " + code.substring(3)));
        second.then().statusCode(200);
        assertThat(second.getCookie("flotilla_session")).isNotEmpty();
        Guarding.secondStep(first, Map.of("code", app.next()))
                .then()
                .statusCode(401)
                .body("detail", containsString("begin with the password"));
        Guarding.secondStep(Guarding.signIn("login", login), Map.of("code", code))
                .then()
                .statusCode(401)
                .body("code", equalTo("credentials_wrong"));
    }

    @Test
    void aProgramShowsItTooAndWhatItHoldsAlreadyGoesOn() {
        String refresh = Guarding.signIn("token", login).path("refresh_token");
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        Response first = Guarding.signIn("token", login);
        first.then().statusCode(202);
        Guarding.secondStep(first, Map.of("code", app.next()))
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"));
        Guarding.post("refresh", Map.of("refresh_token", refresh)).then().statusCode(200);
    }

    @Test
    void aRecoveryCodeIsGoodOnceAndRenewedOnesReplaceIt() {
        Guarding.App app = Guarding.app(caller);
        List<String> codes = Guarding.confirm(caller, app.next()).extract().path("data.confirmTotp.recoveryCodes");
        Map<String, String> shown = Map.of("code", codes.getFirst().toUpperCase(java.util.Locale.ROOT));
        Guarding.secondStep(Guarding.signIn("login", login), shown).then().statusCode(200);
        Guarding.secondStep(Guarding.signIn("login", login), shown).then().statusCode(401);
        caller.ask(SECURITY).body("data.accountSecurity.recoveryCodesLeft", equalTo(9));
        Guarding.prove(caller, "renewRecoveryCodes", Map.of("code", app.next()), "... on FactorAdded { recoveryCodes }")
                .body("recoveryCodes", hasSize(10));
        Guarding.secondStep(Guarding.signIn("login", login), Map.of("code", codes.get(1)))
                .then()
                .statusCode(401);
    }

    @Test
    void guessingCodesIsSlowedDownWhereverItComesFrom() {
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        for (int i = 0; i < 5; i++) {
            Guarding.secondStep(Guarding.signIn("login", login), Map.of("code", "none"))
                    .then()
                    .statusCode(401);
        }
        Guarding.secondStep(Guarding.signIn("login", login), Map.of("code", app.next()))
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue());
    }

    @Test
    void aChallengeIsOfOneAccountAndDiesWithItsPassword() {
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        Response first = Guarding.signIn("login", login);
        caller.change(
                        "changePassword",
                        "ChangePasswordInput",
                        Map.of("currentPassword", People.PASSWORD, "newPassword", "another password"),
                        "")
                .body("__typename", equalTo("Me"));
        Guarding.secondStep(first, Map.of("code", app.next()))
                .then()
                .statusCode(401)
                .body("code", equalTo("session_ended"));
        Guarding.post("second-factor", Map.of("challenge", "AAAA", "code", "000000"))
                .then()
                .statusCode(401);
    }

    @Test
    void itIsSwitchedOffOnlyWithPasswordAndFactor() {
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        Guarding.prove(caller, "removeTotp", Map.of(), "").body("field", equalTo("code"));
        Guarding.prove(caller, "removeTotp", Map.of("code", "000000"), "").body("field", equalTo("code"));
        Guarding.prove(caller, "removeTotp", Map.of("password", "guess", "code", app.next()), "")
                .body("field", equalTo("password"));
        Guarding.prove(caller, "removeTotp", Map.of("code", app.next()), "... on AccountSecurity { hasTotp }")
                .body("hasTotp", equalTo(false));
        caller.ask(SECURITY).body("data.accountSecurity.recoveryCodesLeft", equalTo(0));
        assertThat(Guarding.signIn("login", login).statusCode()).isEqualTo(200);
    }

    @Test
    void theAuditLogKnowsTheDeedsAndNotTheSecrets() {
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        Guarding.secondStep(Guarding.signIn("login", login), Map.of("code", "000000"));
        var owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        owner.ask("{ auditLog(first: 50) { edges { node { operation detail after } } } }")
                .body("data.auditLog.edges.node.operation", hasItems("beginTotp", "confirmTotp", "signIn"))
                .body("data.auditLog.edges.node.detail", hasItems("The second factor was wrong."))
                .body("data.auditLog.edges.node.after.toString()", containsString("\"secret\": \"(secret)\""))
                .body("data.auditLog.edges.node.after.toString()", containsString("\"recoveryCodes\": \"(secret)\""))
                .body("data.auditLog.edges.node.after.toString()", not(containsString("otpauth")))
                .body("data.auditLog.edges.node.after.toString()", not(containsString("data:image")));
    }

    @Test
    void aTenantThatDemandsOneLetsNobodyDoAnythingElseBefore() {
        var owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        demand(caller, true).body("__typename", equalTo("Forbidden"));
        demand(owner, true).body("__typename", equalTo("Tenant"));
        caller.ask("{ me { mustAddSecondFactor } }").body("data.me.mustAddSecondFactor", equalTo(true));
        caller.ask("{ streams { totalCount } }").body("errors[0].message", containsString("second factor"));
        caller.change("createStream", "CreateStreamInput", Map.of("title", "x"), "")
                .body("__typename", equalTo("Forbidden"));
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("recoveryCodes", hasSize(10));
        caller.ask("{ me { mustAddSecondFactor } streams { totalCount } }")
                .body("data.me.mustAddSecondFactor", equalTo(false))
                .body("data.streams.totalCount", equalTo(0));
        var other = new GraphQLClient(people.token(people.tenant(), Role.OWNER));
        other.ask("{ streams { totalCount } }").body("data.streams.totalCount", equalTo(0));
    }

    @Test
    void whoHasLostEverythingIsHelpedByAnAdministrator() {
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        String id = login.replaceFirst("@.*", "");
        var admin = new GraphQLClient(people.token(tenant, Role.ADMIN));
        admin.change("resetMemberSecondFactor", id, "... on ResetDone { login }")
                .body("login", equalTo(login));
        given().auth()
                .oauth2(caller.token())
                .contentType("application/json")
                .body(Map.of("query", SECURITY))
                .post("/graphql")
                .then()
                .statusCode(401);
        assertThat(Guarding.signIn("login", login).statusCode()).isEqualTo(200);
        letters.await(login, "Your second factor was reset");
    }

    @Test
    void anAdministratorHelpsNeitherThemselvesNorAnOwner() {
        String adminLogin = people.login(tenant, Role.ADMIN);
        var admin = new GraphQLClient(People.tokenOf(adminLogin));
        admin.change("resetMemberSecondFactor", adminLogin.replaceFirst("@.*", ""), "")
                .body("__typename", equalTo("Conflict"));
        String owner = people.login(tenant, Role.OWNER).replaceFirst("@.*", "");
        admin.change("resetMemberSecondFactor", owner, "").body("__typename", equalTo("Forbidden"));
    }

    @Test
    void thePlatformsOperatorHelpsAcrossTenantsAndBothLogsSaySo() {
        Guarding.App app = Guarding.app(caller);
        Guarding.confirm(caller, app.next()).body("__typename", equalTo("FactorAdded"));
        var operator = new GraphQLClient(people.token(people.tenant(), Role.OPERATOR));
        operator.change(
                        "resetSecondFactor",
                        "ResetSecondFactorInput",
                        Map.of("login", login),
                        "... on ResetDone { login }")
                .body("login", equalTo(login));
        assertThat(Guarding.signIn("login", login).statusCode()).isEqualTo(200);
        String log = "{ auditLog(first: 50, operation: \"resetSecondFactor\") { edges { node { operation } } } }";
        operator.ask(log).body("data.auditLog.edges", hasSize(1));
        new GraphQLClient(people.token(tenant, Role.OWNER)).ask(log).body("data.auditLog.edges", hasSize(1));
    }

    @Test
    void whatTheAppNeedsIsDrawnHere() {
        Guarding.prove(caller, "beginTotp", Map.of(), "... on TotpOffer { secret secretUri secretPicture }")
                .body("secretUri", startsWith("otpauth://totp/Flotilla:user_"))
                .body("secretPicture", startsWith("data:image/svg+xml;base64,"));
        caller.ask("{ accountSecurity { hasTotp passkeys { id } } }")
                .body("data.accountSecurity.hasTotp", equalTo(false))
                .body("data.accountSecurity.passkeys", empty());
    }

    private static io.restassured.response.ValidatableResponse demand(GraphQLClient who, boolean demanded) {
        return who.change("demandSecondFactor", "DemandSecondFactorInput", Map.of("demanded", demanded), "");
    }
}

package dev.flotilla.control.access.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.mail.Letters;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class MembersIT {
    private static final String MEMBERS = "{ members { id login role } }";
    private static final String INVITATION = "... on Invitation { id email role isExpired }";

    @Inject
    People people;

    @Inject
    Letters letters;

    private TenantId tenant;
    private String ownerLogin;
    private GraphQLClient owner;
    private String email;

    @BeforeEach
    void anOwner() {
        tenant = people.tenant();
        ownerLogin = people.login(tenant, Role.OWNER);
        owner = new GraphQLClient(People.tokenOf(ownerLogin));
        email = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + "@example.org";
    }

    @Test
    void whoIsInvitedJoinsWithTheLinkInTheLetter() {
        invite(owner, email.toUpperCase(Locale.ROOT), Role.MEMBER)
                .body("email", equalTo(email))
                .body("role", equalTo("MEMBER"))
                .body("isExpired", equalTo(false));
        String secret = letters.awaitSecret(email, "Join Tenant");
        post("offer", Map.of("secret", secret))
                .statusCode(200)
                .body("email", equalTo(email))
                .body("role", equalTo("MEMBER"));
        post("accept", Map.of("secret", secret, "display_name", "Anna", "password", "short"))
                .statusCode(400)
                .body("detail", containsString("12 to 200"));
        accept(secret).statusCode(200).cookie("flotilla_session", notNullValue());
        owner.ask(MEMBERS).body("data.members.login", hasItems(ownerLogin, email));
        owner.ask("{ invitations { id } }").body("data.invitations", hasSize(0));
        new GraphQLClient(People.tokenOf(email))
                .ask("{ me { role displayName } }")
                .body("data.me.displayName", equalTo("Anna"));
        accept(secret).statusCode(404);
        owner.ask("{ auditLog(operation: \"acceptInvitation\") { edges { node { actorName } } } }")
                .body("data.auditLog.edges.node.actorName", hasItem(email));
    }

    @Test
    void theOperatorHandsATenantToItsOwner() {
        String made = people.tenant().value();
        var operator = new GraphQLClient(People.tokenOf(people.login(people.tenant(), Role.OPERATOR)));
        operator.change("inviteOwner", "InviteOwnerInput", Map.of("tenantId", made, "email", email), INVITATION)
                .body("role", equalTo("OWNER"));
        accept(letters.awaitSecret(email, "Join Tenant")).statusCode(200);
        new GraphQLClient(People.tokenOf(email))
                .ask("{ me { role tenant { id } } }")
                .body("data.me.role", equalTo("OWNER"))
                .body("data.me.tenant.id", equalTo(made));
        owner.change("inviteOwner", "InviteOwnerInput", Map.of("tenantId", made, "email", email), INVITATION)
                .body("__typename", equalTo("Forbidden"));
    }

    @Test
    void aRevokedOrReplacedInvitationOpensNothing() {
        invite(owner, email, Role.VIEWER);
        String first = letters.awaitSecret(email, "Join");
        String id = invite(owner, email, Role.VIEWER).extract().path("data.inviteMember.id");
        accept(first).statusCode(404);
        owner.change("revokeInvitation", id, "... on Deleted { id }").body("id", equalTo(id));
        owner.ask("{ invitations { id } }").body("data.invitations", hasSize(0));
        letters.to(email).stream()
                .map(letter -> letter.replaceAll("(?s).*#([0-9a-f]{48}).*", "$1"))
                .forEach(secret -> accept(secret).statusCode(404));
    }

    @Test
    void anInvitationMustBeSound() {
        invite(owner, "no address", Role.VIEWER).body("field", equalTo("email"));
        invite(owner, ownerLogin, Role.VIEWER).body("__typename", equalTo("Conflict"));
        invite(owner, email, Role.OPERATOR).body("__typename", equalTo("Forbidden"));
        var admin = new GraphQLClient(people.token(tenant, Role.ADMIN));
        invite(admin, email, Role.OWNER).body("message", containsString("neither give nor take the role OWNER"));
    }

    @Test
    void rolesAreChangedByThoseWhoMay() {
        String member = idOf(people.login(tenant, Role.MEMBER));
        change(owner, member, Role.ADMIN).body("role", equalTo("ADMIN"));
        var admin = new GraphQLClient(people.token(tenant, Role.ADMIN));
        change(admin, idOf(ownerLogin), Role.VIEWER).body("__typename", equalTo("Forbidden"));
        change(admin, member, Role.OWNER).body("__typename", equalTo("Forbidden"));
        change(admin, member, Role.VIEWER).body("role", equalTo("VIEWER"));
        var stranger = new GraphQLClient(people.token(people.tenant(), Role.OWNER));
        change(stranger, member, Role.ADMIN).body("__typename", equalTo("NotFound"));
    }

    @Test
    void aNewRoleCountsForSessionsThatAreOpen() {
        String login = people.login(tenant, Role.VIEWER);
        var open = new GraphQLClient(People.tokenOf(login));
        open.change("createStream", "CreateStreamInput", Map.of("title", "x"), "")
                .body("__typename", equalTo("Forbidden"));
        change(owner, idOf(login), Role.MEMBER);
        open.change("createStream", "CreateStreamInput", Map.of("title", "x"), "")
                .body("__typename", equalTo("CreatedStream"));
    }

    @Test
    void theLastOwnerStays() {
        change(owner, idOf(ownerLogin), Role.ADMIN).body("message", containsString("last owner"));
        leave(owner, ownerLogin).body("message", containsString("last owner"));
        String second = people.login(tenant, Role.OWNER);
        String self = idOf(second);
        leave(owner, ownerLogin).body("__typename", equalTo("Deleted"));
        var last = new GraphQLClient(People.tokenOf(second));
        last.ask(MEMBERS).body("data.members", hasSize(1));
        last.change("removeMember", self, "").body("__typename", equalTo("Conflict"));
    }

    @Test
    void everybodyMayLeaveAndOnlyAdministratorsRemoveOthers() {
        String login = people.login(tenant, Role.VIEWER);
        var viewer = new GraphQLClient(People.tokenOf(login));
        leave(viewer, ownerLogin).body("__typename", equalTo("Forbidden"));
        leave(viewer, login).body("__typename", equalTo("Deleted"));
        owner.ask(MEMBERS).body("data.members", hasSize(1));
    }

    @Test
    void whoIsRemovedIsOutAtOnce() {
        String login = people.login(tenant, Role.MEMBER);
        String token = People.tokenOf(login);
        new GraphQLClient(token).ask(MEMBERS).body("data.members", hasSize(2));
        owner.change("removeMember", idOf(login), "... on Deleted { id }").body("__typename", equalTo("Deleted"));
        int status = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("query", MEMBERS))
                .post("/graphql")
                .statusCode();
        assertThat(status).isEqualTo(401);
    }

    private String idOf(String login) {
        return owner.ask(MEMBERS).extract().path("data.members.find { it.login == '%s' }.id".formatted(login));
    }

    private static ValidatableResponse invite(GraphQLClient caller, String email, Role role) {
        return caller.change(
                "inviteMember", "InviteMemberInput", Map.of("email", email, "role", role.name()), INVITATION);
    }

    private static ValidatableResponse change(GraphQLClient caller, String id, Role role) {
        return caller.change(
                "changeMemberRole",
                "ChangeMemberRoleInput",
                Map.of("id", id, "role", role.name()),
                "... on Member { role }");
    }

    private ValidatableResponse leave(GraphQLClient caller, String login) {
        return caller.change("removeMember", idOf(login), "");
    }

    private static ValidatableResponse accept(String secret) {
        return post("accept", Map.of("secret", secret, "display_name", "Anna", "password", People.PASSWORD));
    }

    private static ValidatableResponse post(String step, Map<String, String> body) {
        return given().contentType("application/json")
                .body(body)
                .post("/auth/v1/invitations/" + step)
                .then();
    }
}

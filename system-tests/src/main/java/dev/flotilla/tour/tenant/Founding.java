package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.attempt;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Refused;
import dev.flotilla.tour.step.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A tenant is made and handed to its owner, who invites others; each may what their role says. */
final class Founding {
    static final String PASSWORD = "seven quiet harbours";

    private final ControlWalk walk;

    Founding(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("Nobody can sign up by themselves while that is closed", this::refuseSignUp),
                new Step("The operator makes a tenant and writes to its owner", this::found),
                new Step("The owner joins by the letter's link, once, with a password that is long enough", this::join),
                new Step("The owner sees the own tenant, empty, and nothing of the operator's", this::seeOwn),
                new Step("A viewer is invited, reads and changes nothing", this::inviteViewer),
                new Step("Limits of the operator hold", this::limit));
    }

    private String refuseSignUp() throws IOException {
        ControlCenter anybody = ControlCenter.withToken(walk.fleet.console(), "");
        ControlCenter.Answer answer = anybody.post(
                "/auth/v1/sign-up",
                Map.of(
                        "email",
                        walk.email("anybody"),
                        "password",
                        PASSWORD,
                        "display_name",
                        "Anybody",
                        "organisation",
                        "Anybody's"));
        expect(answer.status() == 403, "it is answered with " + answer.status() + " " + answer.body());
        return answer.body().path("detail").asText();
    }

    private String found() throws IOException {
        JsonNode tenant = change(
                walk.operator(),
                "createTenant",
                Map.of("name", "Harbour " + walk.mark),
                "... on Tenant { id name tier }");
        walk.setTenant(tenant.path("id").asText());
        change(
                walk.operator(),
                "inviteOwner",
                Map.of("tenantId", walk.tenant(), "email", walk.email("owner")),
                "... on Invitation { id }");
        return tenant.path("name").asText() + ", " + tenant.path("tier").asText();
    }

    private String join() throws IOException {
        String secret = walk.letters.secret(walk.email("owner"));
        ControlCenter anybody = ControlCenter.withToken(walk.fleet.console(), "");
        ControlCenter.Answer weak = accept(anybody, secret, "Olga", "short");
        expect(weak.status() == 400, "a short password is answered with " + weak.status());
        ControlCenter.Answer joined = accept(anybody, secret, "Olga", PASSWORD);
        expect(joined.status() == 200, "joining is answered with " + joined.status() + " " + joined.body());
        ControlCenter.Answer again = accept(anybody, secret, "Olga", PASSWORD);
        expect(again.status() == 404, "a used link is answered with " + again.status());
        walk.setOwner(ControlCenter.logIn(walk.fleet.console(), walk.email("owner"), PASSWORD));
        return weak.body().path("detail").asText();
    }

    private String seeOwn() throws IOException {
        JsonNode me = walk.owner().ask("{ me { role tenant { id name } } }", Map.of());
        expect(me.path("role").asText().equals("OWNER"), "the role is " + me.path("role"));
        expect(me.at("/tenant/id").asText().equals(walk.tenant()), "the tenant is " + me.path("tenant"));
        for (String list : List.of("nodes", "flows", "streams", "artifacts", "events")) {
            JsonNode page = walk.owner().ask("{ %s(first: 5) { edges { cursor } } }".formatted(list), Map.of());
            expect(page.path("edges").isEmpty(), list + " has " + page);
        }
        return me.at("/tenant/name").asText();
    }

    private String inviteViewer() throws IOException {
        change(
                walk.owner(),
                "inviteMember",
                Map.of("email", walk.email("viewer"), "role", "VIEWER"),
                "... on Invitation { id }");
        ControlCenter anybody = ControlCenter.withToken(walk.fleet.console(), "");
        accept(anybody, walk.letters.secret(walk.email("viewer")), "Vera", PASSWORD);
        ControlCenter viewer = ControlCenter.logIn(walk.fleet.console(), walk.email("viewer"), PASSWORD);
        viewer.ask("{ streams(first: 5) { totalCount } }", Map.of());
        String refusal =
                attempt(viewer, "createStream", Map.of("title", "A viewer's")).refusal();
        expect(refusal.startsWith("Forbidden"), "a viewer who makes a stream is told: " + refusal);
        JsonNode members = walk.owner().ask("{ members { login role } }", Map.of());
        expect(members.size() == 2, "the members are " + members);
        try {
            ControlCenter.logIn(walk.fleet.console(), walk.email("viewer"), "not the password");
        } catch (Refused refused) {
            return refusal;
        }
        throw new AssertionError("a wrong password was taken");
    }

    private String limit() throws IOException {
        change(
                walk.operator(),
                "setTenantGrant",
                Map.of("tenantId", walk.tenant(), "streams", 2),
                "... on Tenant { id }");
        JsonNode limits = walk.owner().ask("{ me { tenant { limits { streams nodes } } } }", Map.of());
        expect(
                limits.at("/tenant/limits/streams").asInt() == 2,
                "the owner reads " + limits.at("/tenant/limits/streams"));
        return "2 streams";
    }

    private static ControlCenter.Answer accept(ControlCenter who, String secret, String name, String password)
            throws IOException {
        return who.post(
                "/auth/v1/invitations/accept", Map.of("secret", secret, "display_name", name, "password", password));
    }
}

package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.attempt;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenant is deleted: first so that it can be taken back, then for good. */
final class Leaving {
    private final ControlWalk walk;

    Leaving(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step(
                        "The owner asks for the end by the password, reads the day, and takes it back",
                        this::changeMind),
                new Step("The operator ends it without grace: its people are out at once", this::end),
                new Step("Its nodes are shut out, and nothing of it is left", this::lookForRest));
    }

    private String changeMind() throws IOException {
        String refusal = attempt(walk.owner(), "requestTenantDeletion", Map.of("password", "not the password"))
                .refusal();
        expect(refusal.startsWith("InvalidInput"), "with a wrong password the owner is told: " + refusal);
        JsonNode leaving = change(
                walk.owner(),
                "requestTenantDeletion",
                Map.of("password", Founding.PASSWORD, "isServed", true),
                "... on Tenant { notice { leavesAt isServed } }");
        walk.owner().ask("mutation { cancelTenantDeletion { __typename ... on Problem { message } } }", Map.of());
        JsonNode me = walk.owner().ask("{ me { tenant { notice { leavesAt } } } }", Map.of());
        expect(me.at("/tenant/notice").isNull(), "it still leaves: " + me);
        return "it would have been " + leaving.at("/notice/leavesAt").asText();
    }

    private String end() throws IOException {
        ControlCenter owner = walk.owner();
        change(
                walk.operator(),
                "deleteTenant",
                Map.of("tenantId", walk.tenant(), "graceDays", 0),
                "... on Tenant { id }");
        Await.until(
                "the owner is out",
                ControlWalk.PATIENCE,
                () -> Optional.of(
                                owner.send(Map.of("query", "{ me { login } }")).status())
                        .filter(status -> status == 401));
        return "401";
    }

    private String lookForRest() throws IOException {
        JsonNode departure = Await.until(
                "nothing is left",
                ControlWalk.PATIENCE,
                () -> ControlWalk.nodes(walk.operator().ask("""
                    { tenantDepartures(first: 10) { edges { node { tenantId step taken failure emptiedAt } } } }\
                    """, Map.of())).stream()
                        .filter(each -> each.path("tenantId").asText().equals(walk.tenant()))
                        .filter(each -> each.hasNonNull("emptiedAt"))
                        .findFirst());
        JsonNode tenants = walk.operator().ask("{ tenants { id } }", Map.of());
        expect(!tenants.toString().contains(walk.tenant()), "the tenant is still in the list");
        return departure.path("taken").asInt() + " rows and files taken";
    }
}

package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.step.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The viewer's account gets a second factor; without it the password opens nothing any more. */
final class Guarding {
    private final ControlWalk walk;
    private String recoveryCode = "";

    Guarding(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("The viewer sets up an app for codes, and gets ten recovery codes", this::setUp),
                new Step("The password alone opens nothing; with a code it does, once", this::signIn),
                new Step("A recovery code lets in who has lost the phone", this::recover));
    }

    private ControlCenter anybody() {
        return ControlCenter.withToken(walk.fleet.console(), "");
    }

    private String setUp() throws IOException {
        ControlCenter viewer = ControlCenter.logIn(walk.fleet.console(), walk.email("viewer"), Founding.PASSWORD);
        JsonNode offer = viewer.ask("""
            mutation($proof: ProofInput!) { beginTotp(proof: $proof) { __typename ... on Problem { message }
              ... on TotpOffer { secret secretUri secretPicture } } }\
            """, Map.of("proof", Map.of("password", Founding.PASSWORD)));
        expect(offer.path("secretPicture").asText().startsWith("data:image/svg"), "there is nothing to scan");
        var phone = new Authenticator(offer.path("secret").asText());
        walk.setPhone(phone);
        JsonNode added = ControlWalk.change(
                viewer,
                "confirmTotp",
                Map.of("code", phone.code()),
                "... on FactorAdded { recoveryCodes security { hasTotp recoveryCodesLeft } }");
        expect(
                added.path("recoveryCodes").size() == 10,
                "the recovery codes are " + added.path("recoveryCodes").size());
        recoveryCode = added.path("recoveryCodes").path(0).asText();
        return added.at("/security/recoveryCodesLeft").asText() + " recovery codes";
    }

    private String signIn() throws IOException {
        String challenge = challenge();
        String code = walk.phone().code();
        ControlCenter.Answer wrong = second(challenge, code.equals("000000") ? "000001" : "000000");
        expect(wrong.status() == 401, "a wrong code is answered with " + wrong.status());
        ControlCenter.Answer right = second(challenge, code);
        expect(right.status() == 200, "the right code is answered with " + right.status() + " " + right.body());
        ControlCenter.Answer again = second(challenge(), code);
        expect(again.status() == 401, "the same code is answered a second time with " + again.status());
        return wrong.body().path("detail").asText();
    }

    private String recover() throws IOException {
        ControlCenter.Answer answer = second(challenge(), recoveryCode);
        expect(answer.status() == 200, "a recovery code is answered with " + answer.status() + " " + answer.body());
        ControlCenter viewer = ControlCenter.withToken(
                walk.fleet.console(), answer.body().path("access_token").asText());
        JsonNode security = viewer.ask("{ accountSecurity { recoveryCodesLeft } }", Map.of());
        expect(security.path("recoveryCodesLeft").asInt() == 9, "there are " + security);
        return "9 left";
    }

    /** What the password is answered with where it is not enough. */
    private String challenge() throws IOException {
        ControlCenter.Answer answer =
                anybody().post("/auth/v1/token", Map.of("login", walk.email("viewer"), "password", Founding.PASSWORD));
        expect(answer.status() == 202, "the password is answered with " + answer.status() + " " + answer.body());
        expect(!answer.body().has("access_token"), "there is a token in it");
        return answer.body().path("challenge").asText();
    }

    private ControlCenter.Answer second(String challenge, String code) throws IOException {
        return anybody().post("/auth/v1/second-factor", Map.of("challenge", challenge, "code", code));
    }
}

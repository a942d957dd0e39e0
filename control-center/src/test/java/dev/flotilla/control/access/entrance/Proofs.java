package dev.flotilla.control.access.entrance;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.util.Map;

/** Works on challenges as a browser does. */
public final class Proofs {
    private Proofs() {}

    /** A new challenge, solved. */
    public static Map<String, String> proven() {
        Response answer = given().get("/auth/v1/challenge");
        String challenge = answer.path("challenge");
        int bits = answer.path("work_bits");
        long nonce = 0;
        while (BotGuard.leadingZeros(BotGuard.sha256(challenge + ":" + nonce)) < bits) {
            nonce++;
        }
        return Map.of("challenge", challenge, "nonce", Long.toString(nonce));
    }
}

package dev.flotilla.mist.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.wire.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Whether the caller of one connection may command: at once from this machine, else by a challenge that holds for a day. */
final class Login {
    private final Configuration configuration;
    private boolean isIn;

    Login(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The "authorize" of the answer. */
    ObjectNode status(Request request, JsonNode command) {
        ObjectNode status = Json.object();
        if (isLocal(request)) {
            isIn = true;
            return status.put("local", true).put("status", "OK");
        }
        JsonNode given = command.path("authorize");
        if (command.path("logout").asBoolean()) {
            isIn = false;
        }
        if (!configuration.hasAccount()) {
            return makeAccount(given, status);
        }
        String hash = configuration.passwordHash(given.path("username").asText());
        String challenge = challenge(caller(request));
        isIn |= !hash.isEmpty()
                && md5(hash + challenge).equals(given.path("password").asText());
        return isIn
                ? status.put("status", "OK")
                : status.put("challenge", challenge).put("status", "CHALL");
    }

    boolean isIn() {
        return isIn;
    }

    private ObjectNode makeAccount(JsonNode given, ObjectNode status) {
        if (!given.has("new_username")) {
            return status.put("status", "NOACC");
        }
        configuration.addAccount(
                given.path("new_username").asText(),
                md5(given.path("new_password").asText()));
        return status.put("status", "ACC_MADE");
    }

    private static boolean isLocal(Request request) {
        try {
            return request.header("X-Forwarded-For").isEmpty()
                    && request.header("X-Real-IP").isEmpty()
                    && InetAddress.getByName(request.peer()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String caller(Request request) {
        String forwarded = request.header("X-Forwarded-For");
        return forwarded.isEmpty() ? request.peer() : forwarded;
    }

    private static String challenge(String caller) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return md5(today.getDayOfMonth() + "-" + (today.getMonthValue() - 1) + "-" + today.getYear() + caller);
    }

    static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}

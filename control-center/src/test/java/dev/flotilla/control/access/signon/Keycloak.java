package dev.flotilla.control.access.signon;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak as a process of its own, with one realm. Its archive comes from the local Maven repository:
 * {@code ./mvnw dependency:get -Dartifact=org.keycloak:keycloak-quarkus-dist:26.7.3:tar.gz -Dtransitive=false}, or is named with
 * {@code -Dflotilla.keycloak.archive=}.
 */
public final class Keycloak implements QuarkusTestResourceLifecycleManager {
    private static final String VERSION = "26.7.3";
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String REALM = """
        {"realm": "flotilla", "enabled": true, "sslRequired": "none",
         "roles": {"realm": [{"name": "harbour-admins"}, {"name": "visitors"}]},
         "clients": [{"clientId": "flotilla", "enabled": true, "secret": "a-test-secret", "redirectUris": ["*"],
           "standardFlowEnabled": true, "directAccessGrantsEnabled": true, "publicClient": false}],
         "users": [
           {"username": "anna", "enabled": true, "email": "anna@harbour.example", "emailVerified": true,
            "firstName": "Anna", "lastName": "Lind", "realmRoles": ["harbour-admins"],
            "credentials": [{"type": "password", "value": "password-of-anna"}]},
           {"username": "otto", "enabled": true, "email": "otto@harbour.example", "emailVerified": true,
            "firstName": "Otto", "lastName": "Berg", "realmRoles": ["visitors"],
            "credentials": [{"type": "password", "value": "password-of-otto"}]}]}
        """;

    private @Nullable Process process;

    /** Where its archive should be. */
    static Path archive() {
        String named = System.getProperty("flotilla.keycloak.archive");
        return named != null
                ? Path.of(named)
                : Path.of(
                        System.getProperty("user.home"),
                        ".m2/repository/org/keycloak/keycloak-quarkus-dist",
                        VERSION,
                        "keycloak-quarkus-dist-" + VERSION + ".tar.gz");
    }

    @Override
    public Map<String, String> start() {
        try {
            Path home = unpacked();
            Path realms = Files.createDirectories(home.resolve("data/import"));
            Files.writeString(realms.resolve("flotilla-realm.json"), REALM);
            int port = freePort();
            var builder = new ProcessBuilder(
                    home.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port,
                    "--import-realm");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
            Process started = builder.redirectErrorStream(true)
                    .redirectOutput(home.resolve("keycloak.log").toFile())
                    .start();
            process = started;
            String issuer = "http://127.0.0.1:" + port + "/realms/flotilla";
            await(started, URI.create(issuer + "/.well-known/openid-configuration"), home.resolve("keycloak.log"));
            return Map.of(
                    "flotilla.sign-on.issuer", issuer,
                    "flotilla.sign-on.client-secret", "a-test-secret",
                    "flotilla.sign-on.roles.harbour-admins", "ADMIN");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
        }
    }

    private static Path unpacked() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("flotilla-keycloak-");
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", archive().toString(), "-C", folder.toString(), "--strip-components=1")
                .inheritIO()
                .start();
        if (!tar.waitFor(2, TimeUnit.MINUTES) || tar.exitValue() != 0) {
            throw new IOException("cannot unpack " + archive());
        }
        return folder;
    }

    private static void await(Process process, URI ready, Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (process.isAlive() && Instant.now().isBefore(end)) {
                try {
                    HttpRequest request = HttpRequest.newBuilder(ready)
                            .timeout(Duration.ofSeconds(10))
                            .build();
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Not there yet.
                }
                process.waitFor(500, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("Keycloak did not start: " + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

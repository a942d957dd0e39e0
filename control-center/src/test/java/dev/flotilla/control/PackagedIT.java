package dev.flotilla.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedIT {
    @TempDir
    static Path folder;

    private static Path data;
    private static RunningJar center;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        data = folder.resolve("data");
        center = RunningJar.serving(data);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        center.stop();
        assertThat(data.resolve("postgresql/server/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void isReadyAndCounts() {
        String management = "http://127.0.0.1:" + center.managementPort;
        given().get(management + "/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("Server certificate"))
                .body("checks.name", hasItem("Database connections health check"));
        given().get(management + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("flotilla_control_nodes_connected"));
    }

    @Test
    void logsInJsonWhenAsked() throws IOException {
        assertThat(center.output().lines().filter(line -> line.contains("Listening on")))
                .singleElement()
                .asString()
                .startsWith("{");
    }

    @Test
    void refusesASecondProcessOnTheSameData() throws IOException, InterruptedException {
        RunningJar second = RunningJar.start(data);
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(second.output()).contains("Another control center runs on flotilla.data = " + data);
    }

    @Test
    void speaksPlainHttpOnLoopbackOnly() throws IOException {
        given().get("http://127.0.0.1:" + center.httpPort + "/q/openapi");
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        org.junit.jupiter.api.Assumptions.assumeTrue(outside.isPresent(), "this machine has no address but loopback");
        new Socket(outside.get(), center.httpsPort).close();
        assertThatThrownBy(() -> new Socket(outside.get(), center.httpPort).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void believesNoAddressThatACallerNames() {
        for (int i = 0; i < 5; i++) {
            signInAs("198.51.100." + i, 401);
        }
        signInAs("203.0.113.1", 429);
    }

    private static void signInAs(String address, int status) {
        given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body("{\"login\": \"admin@flotilla.local\", \"password\": \"wrong\"}")
                .post("http://127.0.0.1:" + center.httpPort + "/auth/v1/login")
                .then()
                .statusCode(status);
    }

    @Test
    void keepsItsDataAndItsAuthorityAcrossAKill() throws Exception {
        X509Certificate[] before = chain(center.httpsPort);
        assertThat(before).hasSize(2);
        before[0].verify(before[1].getPublicKey());
        assertThat(center.output()).containsOnlyOnce("Administrator: admin@flotilla.local");
        center.kill();
        assertThat(Files.exists(data.resolve("postgresql/server/data/postmaster.pid")))
                .isTrue();
        center = RunningJar.serving(data);
        assertThat(center.output()).contains("Adopted the PostgreSQL").doesNotContain("Administrator:");
        assertThat(chain(center.httpsPort)[1]).isEqualTo(before[1]);
    }

    /** What the HTTPS port shows; the agent pins the second by its bootstrap token. */
    private static X509Certificate[] chain(int port) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate[]) socket.getSession().getPeerCertificates();
        }
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

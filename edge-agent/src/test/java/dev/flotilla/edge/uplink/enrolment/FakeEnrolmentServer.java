package dev.flotilla.edge.uplink.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.Pem;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The control center's half of enrolment as far as an agent can see it: accepts everybody, or says what it is told to say. */
public final class FakeEnrolmentServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestAuthority authority;
    private final HttpsServer server;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private volatile String uplink = "127.0.0.1:1";
    private volatile int status = 201;
    private volatile String problem = "";

    public FakeEnrolmentServer(TestAuthority authority, TestAuthority.Server identity) throws Exception {
        this.authority = authority;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        server.createContext("/enrol/v1/nodes", this::answer);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
    }

    public CenterAddress address() {
        return new CenterAddress("127.0.0.1", server.getAddress().getPort());
    }

    public void sendNodesTo(String address) {
        uplink = address;
    }

    public void refuse(int withStatus, String code, String detail) {
        status = withStatus;
        problem = JSON.createObjectNode()
                .put("type", "urn:flotilla:problem:" + code)
                .put("title", "Refused")
                .put("status", withStatus)
                .put("detail", detail)
                .put("code", code)
                .toString();
    }

    public void answerNonsense(int withStatus, String body) {
        status = withStatus;
        problem = body;
    }

    /** What arrived, token included. */
    public List<JsonNode> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            requests.add(request);
            byte[] body = (problem.isEmpty() ? accepted(request) : problem).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String accepted(JsonNode request) {
        NodeId node = NodeId.random();
        TenantId tenant = TenantId.random();
        byte[] certificateRequest = Base64.getMimeDecoder()
                .decode(request.path("certificate_request").asText().replaceAll("-----[A-Z ]+-----", ""));
        var certificate =
                authority.node(certificateRequest, tenant, node, Instant.now().minusSeconds(300), Duration.ofDays(90));
        try {
            return JSON.createObjectNode()
                    .put("node_id", node.value())
                    .put("node_name", request.path("hostname").asText())
                    .put("tenant_id", tenant.value())
                    .put("cluster_id", ClusterId.random().value())
                    .put("certificate", Pem.text("CERTIFICATE", certificate.getEncoded()))
                    .put(
                            "authority",
                            Pem.text("CERTIFICATE", authority.certificate().getEncoded()))
                    .put("uplink", uplink)
                    .put("not_after", certificate.getNotAfter().toInstant().toString())
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

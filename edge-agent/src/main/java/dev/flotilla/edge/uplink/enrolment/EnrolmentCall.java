package dev.flotilla.edge.uplink.enrolment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult.Refused;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.Pem;
import dev.flotilla.enrolment.BootstrapToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** The one request of an enrolment, {@code POST /enrol/v1/nodes}, over TLS 1.3 with a pinned authority. */
final class EnrolmentCall {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(10);
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(20);
    private static final long LONGEST_ANSWER_BYTES = 65_536;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CenterAddress center;
    private final BootstrapToken token;
    private final boolean isRelayed;

    /** @param isRelayed whether somebody else's address leads there */
    EnrolmentCall(CenterAddress center, BootstrapToken token, boolean isRelayed) {
        this.center = center;
        this.token = token;
        this.isRelayed = isRelayed;
    }

    /** What the control center said. */
    sealed interface Answer {
        record Accepted(JsonNode body) implements Answer {}

        record Denied(Refused why) implements Answer {}
    }

    Answer send(Applicant applicant, byte[] certificateRequest, Instant now) {
        PinnedTrust trust = new PinnedTrust(token, isRelayed);
        try (HttpClient client = client(trust)) {
            HttpRequest request = HttpRequest.newBuilder(center.resolve("/enrol/v1/nodes"))
                    .timeout(ANSWER_DEADLINE)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, application/problem+json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            JSON.writeValueAsBytes(body(applicant, certificateRequest, now))))
                    .build();
            return answer(client.send(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER_BYTES)));
        } catch (IOException e) {
            return new Answer.Denied(trust.refusal().orElseGet(() -> noAnswer(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return denied(EnrolmentFault.CENTER_UNREACHABLE, "interrupted while waiting for it");
        }
    }

    private ObjectNode body(Applicant applicant, byte[] certificateRequest, Instant now) {
        ObjectNode body = JSON.createObjectNode()
                .put("token", token.text())
                .put("certificate_request", Pem.text("CERTIFICATE REQUEST", certificateRequest))
                .put("clock", now.toString())
                .put("hostname", applicant.hostname())
                .put("agent_version", applicant.agentVersion());
        applicant.roles().forEach(body.putArray("roles")::add);
        ObjectNode fingerprint = body.putObject("fingerprint")
                .put("machine_id_sha256", applicant.fingerprint().machineIdSha256());
        applicant.fingerprint().macsSha256().forEach(fingerprint.putArray("macs_sha256")::add);
        applicant.fingerprint().addresses().forEach(fingerprint.putArray("addresses")::add);
        return body;
    }

    private static Answer answer(HttpResponse<String> response) {
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            body = JSON.missingNode();
        }
        if (response.statusCode() == 201 && body.isObject()) {
            return new Answer.Accepted(body);
        }
        String detail = body.path("detail").asText("");
        return EnrolmentFault.ofCode(body.path("code").asText(""))
                .map(fault -> denied(fault, withoutFullStop(detail)))
                .orElseGet(() -> denied(
                        EnrolmentFault.CENTER_FAILED,
                        "HTTP status " + response.statusCode() + (detail.isEmpty() ? "" : ", " + detail)));
    }

    private Refused noAnswer(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return new Refused(EnrolmentFault.CENTER_UNREACHABLE, "no address is known for " + center.host());
            }
            if (cause instanceof SSLException) {
                return new Refused(
                        EnrolmentFault.CENTER_FAILED, center + " does not speak TLS 1.3: " + cause.getMessage());
            }
        }
        String why = switch (failure) {
            case HttpTimeoutException _ -> center + " does not answer in time";
            case ConnectException _ -> center + " refuses the connection";
            default -> center + ": " + failure.getMessage();
        };
        return new Refused(EnrolmentFault.CENTER_UNREACHABLE, why);
    }

    private static Answer denied(EnrolmentFault fault, String particulars) {
        return new Answer.Denied(new Refused(fault, particulars));
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static HttpClient client(PinnedTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {trust}, null);
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_DEADLINE)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }
}

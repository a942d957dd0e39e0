package dev.flotilla.edge.cli;

import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the doctor finds out about connection and clock without an agent: it asks the control center itself, trusting only the
 * authority of this node's identity.
 */
final class CenterCheck {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    /** What the control center's HTTP header leaves out of the time. */
    private static final Duration HEADER_STEP = Duration.ofSeconds(1);

    private final Identity identity;

    private CenterCheck(Identity identity) {
        this.identity = identity;
    }

    /** Connection and clock; nothing where there is no identity that can be read, which another finding says. */
    static List<Finding> of(IdentityFolder folder) {
        try {
            return folder.load()
                    .map(identity -> new CenterCheck(identity).findings())
                    .orElse(List.of());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private List<Finding> findings() {
        try (HttpClient client = client()) {
            HttpRequest request = HttpRequest.newBuilder(identity.center().resolve("/"))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .timeout(DEADLINE)
                    .build();
            Instant asked = Instant.now();
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return List.of(uplink(), clock(answer.headers().firstValue("Date"), asked, Instant.now()));
        } catch (IOException e) {
            return List.of(failed(e), Finding.noted("clock", "not compared, because there is no connection", ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** The second of the two ports: the first one answered. */
    private Finding uplink() {
        UplinkAddress door = identity.door();
        String host = door.host();
        int port = door.port();
        String uplink = door + (identity.via().isPresent() ? " (flotilla.uplink.via)" : "");
        String knock = "nc -vz " + host + " " + port;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) DEADLINE.toMillis());
            return Finding.fine("connection", identity.center() + " answers, and " + uplink + " takes connections");
        } catch (SocketTimeoutException e) {
            return wrong(
                    identity.center() + " answers, but " + uplink + " does not within " + DEADLINE.toSeconds() + " s",
                    "let the network pass it: '" + knock + "'");
        } catch (IOException e) {
            return wrong(
                    identity.center() + " answers, but " + uplink + " does not: " + e.getMessage(),
                    identity.via().isPresent()
                            ? "see that the Foghorn there has flotilla.foghorn.relay.uplink-port: '" + knock + "'"
                            : "see that the control center serves nodes there: '" + knock + "'");
        }
    }

    private Finding failed(IOException failure) {
        String center = identity.center().toString();
        String host = identity.center().host();
        String knock = "nc -vz " + host + " " + identity.center().port();
        if (cause(failure, CertificateNotYetValidException.class).isPresent()
                || cause(failure, CertificateExpiredException.class).isPresent()) {
            return wrong(
                    center + " shows a certificate that is not valid at " + Instant.now() + ", the time of this node",
                    "set the clock with 'timedatectl set-ntp true'; if it is right, the control center's is wrong");
        }
        Optional<CertificateException> untrusted = cause(failure, CertificateException.class);
        if (untrusted.isPresent()) {
            return wrong(
                    center + " is not the control center that this node belongs to, or cannot prove it: "
                            + untrusted.get().getMessage(),
                    "see who answers there; if the control center was set up anew, run 'flotilla-edge enroll --again'");
        }
        if (cause(failure, SSLException.class).isPresent()) {
            return wrong(center + " speaks no TLS 1.3: " + failure.getMessage(), "see who listens there");
        }
        if (cause(failure, UnresolvedAddressException.class).isPresent()) {
            return wrong("no address is known for " + host, "check the name service: 'getent hosts " + host + "'");
        }
        return switch (failure) {
            case HttpTimeoutException _ ->
                wrong(
                        center + " does not answer within " + DEADLINE.toSeconds() + " s",
                        "check the network: '" + knock + "'");
            case ConnectException _ ->
                wrong("nobody takes connections at " + center, "see that the control center runs: '" + knock + "'");
            default -> wrong(center + ": " + failure.getMessage(), "check the network: '" + knock + "'");
        };
    }

    private static Finding clock(Optional<String> date, Instant asked, Instant answered) {
        if (date.isEmpty()) {
            return Finding.noted("clock", "not compared, because the control center does not tell the time", "");
        }
        try {
            Instant theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return MembershipCheck.clock(ahead(asked, theirs, answered));
        } catch (DateTimeException e) {
            return Finding.noted("clock", "not compared: '" + date.get() + "' is no time", "");
        }
    }

    /** By how much our clock is ahead, at least: theirs was read at some time in between, and tells only the second. */
    static Duration ahead(Instant asked, Instant theirs, Instant answered) {
        Instant theirsAtMost = theirs.plus(HEADER_STEP);
        if (asked.isAfter(theirsAtMost)) {
            return Duration.between(theirsAtMost, asked);
        }
        return answered.isBefore(theirs) ? Duration.between(theirs, answered) : Duration.ZERO;
    }

    private static Finding wrong(String what, String remedy) {
        return Finding.wrong("connection", what, remedy);
    }

    private HttpClient client() throws IOException {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", identity.authority());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust.getTrustManagers(), null);
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(DEADLINE)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("the authority of this node cannot be used: " + e.getMessage(), e);
        }
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}

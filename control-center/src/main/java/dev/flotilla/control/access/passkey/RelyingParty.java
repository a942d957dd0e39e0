package dev.flotilla.control.access.passkey;

import com.webauthn4j.data.client.Origin;
import dev.flotilla.control.access.mail.ConsoleAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** For whom passkeys are (WebAuthn's relying party): a host name, and the addresses under which its pages are shown. */
@ApplicationScoped
class RelyingParty {
    private final List<String> origins;
    private final String id;

    @Inject
    RelyingParty(
            PasskeyConfig config,
            ConsoleAddress console,
            @ConfigProperty(name = "quarkus.http.port") int httpPort,
            @ConfigProperty(name = "quarkus.http.ssl-port") int httpsPort) {
        this(config.origins().orElseGet(() -> originsOf(console.of(""), httpPort, httpsPort)));
    }

    RelyingParty(List<String> origins) {
        this.origins = origins.stream().map(RelyingParty::checked).toList();
        this.id = hostOf(origins.getFirst());
        origins.stream()
                .filter(origin -> !hostOf(origin).equals(id) && !hostOf(origin).endsWith("." + id))
                .findFirst()
                .ifPresent(origin -> {
                    throw new IllegalArgumentException(
                            "flotilla.passkey.origins must all be of '%s', which the first one names: '%s'"
                                    .formatted(id, origin));
                });
    }

    /** The host name to which passkeys belong. */
    String id() {
        return id;
    }

    /** Where somebody has to be for their passkeys to work. */
    String address() {
        return origins.getFirst();
    }

    Set<Origin> origins() {
        return origins.stream().map(Origin::new).collect(Collectors.toSet());
    }

    /** An address of digits cannot have passkeys, but whoever sits at the machine can say "localhost". */
    static List<String> originsOf(String console, int httpPort, int httpsPort) {
        return isName(hostOf(console))
                ? List.of(console)
                : List.of("http://localhost:" + httpPort, "https://localhost:" + httpsPort);
    }

    private static String checked(String origin) {
        URI uri = URI.create(origin);
        boolean isSecure = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && "localhost".equals(uri.getHost()));
        boolean isBare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawUserInfo() == null;
        if (!isSecure || !isBare || !isName(hostOf(origin))) {
            throw new IllegalArgumentException(
                    "flotilla.passkey.origins must be such as 'https://console.example.org', with a name and no path: '%s'"
                            .formatted(origin));
        }
        return origin;
    }

    private static String hostOf(String origin) {
        String host = URI.create(origin).getHost();
        return host == null ? "" : host;
    }

    private static boolean isName(String host) {
        if (host.isEmpty() || host.startsWith("[")) {
            return false;
        }
        try {
            InetAddress.ofLiteral(host);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}

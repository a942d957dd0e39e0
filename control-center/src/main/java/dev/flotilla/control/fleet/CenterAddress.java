package dev.flotilla.control.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where agents and browsers reach this control center from outside. */
@ApplicationScoped
public class CenterAddress {
    private final String host;
    private final int httpsPort;
    private final int httpPort;
    private final int uplinkPort;

    CenterAddress(
            @ConfigProperty(name = "flotilla.public-host") String host,
            @ConfigProperty(name = "quarkus.http.ssl-port") int httpsPort,
            @ConfigProperty(name = "quarkus.http.port") int httpPort,
            @ConfigProperty(name = "quarkus.grpc.server.port") int uplinkPort) {
        this.host = host.contains(":") ? "[" + host + "]" : host;
        this.httpsPort = httpsPort;
        this.httpPort = httpPort;
        this.uplinkPort = uplinkPort;
    }

    /** Console, API and enrolment. */
    public String url() {
        return "https://" + host + ":" + httpsPort;
    }

    /**
     * What anybody fetches who knows nothing of our authority: a control center that is reached on its own machine alone gives the
     * plain address, which a browser takes without a warning.
     */
    public String openUrl() {
        return isLoopback() ? "http://" + host + ":" + httpPort : url();
    }

    private boolean isLoopback() {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    /** The nodes' gRPC, "host:port". */
    public String uplink() {
        return host + ":" + uplinkPort;
    }
}

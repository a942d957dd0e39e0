package dev.flotilla.control.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where agents and browsers reach this control center from outside. */
@ApplicationScoped
public class CenterAddress {
    private final String host;
    private final int httpsPort;
    private final int uplinkPort;

    CenterAddress(
            @ConfigProperty(name = "flotilla.public-host") String host,
            @ConfigProperty(name = "quarkus.http.ssl-port") int httpsPort,
            @ConfigProperty(name = "quarkus.grpc.server.port") int uplinkPort) {
        this.host = host.contains(":") ? "[" + host + "]" : host;
        this.httpsPort = httpsPort;
        this.uplinkPort = uplinkPort;
    }

    /** Console, API and enrolment. */
    public String url() {
        return "https://" + host + ":" + httpsPort;
    }

    /** The nodes' gRPC, "host:port". */
    public String uplink() {
        return host + ":" + uplinkPort;
    }
}

package dev.flotilla.edge.probe;

import dev.flotilla.proto.node.v1.ProbeReport;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The probes of this node: the configured one, or none. */
@Singleton
public class Probes {
    private final Optional<Probe> probe;

    /** What the node probes. */
    @ConfigMapping(prefix = "flotilla.probe")
    interface ProbeConfig {
        /** A local address to receive at, for example {@code udp://127.0.0.1:9711}. */
        Optional<URI> address();
    }

    Probes(ProbeConfig config) {
        try {
            probe = config.address().map(Probe::new);
        } catch (IllegalArgumentException invalid) {
            throw new ConfigurationException(invalid.getMessage());
        }
    }

    /** What arrived so far. Answers from memory. */
    public List<ProbeReport> reports() {
        return probe.stream().map(Probe::report).toList();
    }

    void start(@Observes StartupEvent event) {
        probe.ifPresent(Probe::start);
    }

    void stop(@Observes ShutdownEvent event) {
        probe.ifPresent(Probe::close);
    }
}

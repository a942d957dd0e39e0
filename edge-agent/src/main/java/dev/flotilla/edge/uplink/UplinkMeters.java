package dev.flotilla.edge.uplink;

import dev.flotilla.edge.uplink.identity.CertificateLife;
import dev.flotilla.edge.uplink.identity.Identity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** The uplink as figures for Prometheus. */
@Singleton
class UplinkMeters {
    void register(@Observes StartupEvent event, MeterRegistry registry, Uplink uplink) {
        Gauge.builder("flotilla.uplink.connected", uplink, UplinkMeters::connected)
                .description("1 while the stream to the control center is up, else 0")
                .register(registry);
        FunctionCounter.builder("flotilla.uplink.reconnects", uplink, up -> Math.max(0, up.connections() - 1))
                .description("Streams that came up after the first one")
                .register(registry);
        Gauge.builder(
                        "flotilla.uplink.spooled.events",
                        uplink,
                        up -> up.spooled().events())
                .description("Events that wait for the control center")
                .register(registry);
        Gauge.builder("flotilla.uplink.spooled", uplink, up -> up.spooled().bytes())
                .description("Size of the events that wait for the control center")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.uplink.acknowledged.events",
                        uplink,
                        up -> up.spooled().acknowledged())
                .description("Events that the control center took since the agent started")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.uplink.lost.events",
                        uplink,
                        up -> up.spooled().lost())
                .description("Events dropped because the spool was full, since the data folder was made")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.uplink.unreadable.events",
                        uplink,
                        up -> up.spooled().unreadable())
                .description("Events that made no sense on the disk any more, since the data folder was made")
                .register(registry);
        Gauge.builder("flotilla.uplink.certificate.expiry", uplink, UplinkMeters::secondsOfCertificate)
                .description("Until the node's certificate ends; not a number when it has none")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double connected(Uplink uplink) {
        return uplink.state() instanceof UplinkState.Connected ? 1 : 0;
    }

    private static double secondsOfCertificate(Uplink uplink) {
        return uplink.identity()
                .map(Identity::certificate)
                .map(certificate -> Duration.between(
                                Instant.now(), CertificateLife.of(certificate).until())
                        .toSeconds())
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }
}

package dev.flotilla.edge.foghorn.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How a Foghorn deals with the Helmsmen of its region. */
@ConfigMapping(prefix = "flotilla.foghorn")
interface ControlConfig {
    /** What the MistServers of the region are to be, JSON; read again when it changes. */
    Optional<Path> seedFile();

    /** Where viewers reach this Foghorn, scheme and host and port; without it the address by which it reaches the control center. */
    Optional<String> publicUrl();

    /** A node that has not reported for so long gets no viewers. */
    @WithDefault("90s")
    Duration staleAfter();

    /** For how long a node that announced a restart counts as it was. */
    @WithDefault("20s")
    Duration restartWindow();

    /** When a lost node is forgotten, with its clips and recordings. */
    @WithDefault("5m")
    Duration forgetAfter();

    /** The most nodes of the region; more are refused. */
    @WithDefault("4096")
    int maxNodes();

    Http http();

    Control control();

    /** The listener for viewers. */
    interface Http {
        @WithDefault("18008")
        int port();
    }

    /** The streams. */
    interface Control {
        /** The address to listen at. */
        @WithDefault("0.0.0.0")
        String host();

        /** The port to listen at. */
        @WithDefault("18019")
        int port();

        /** How often nodes are to report. */
        @WithDefault("10s")
        Duration reportInterval();

        /** Where nodes reach it, host:port; without it the address by which it reaches the control center. */
        Optional<String> publicAddress();

        /** A question without a decision by then is answered "unavailable". */
        @WithDefault("3500ms")
        Duration answerDeadline();

        /** A command without a result by then counts as not done. */
        @WithDefault("15s")
        Duration commandDeadline();
    }

    default Advertisement advertisement() {
        return new Advertisement(control().publicAddress(), control().port(), publicUrl(), http().port());
    }

    default ControlLimits limits() {
        return new ControlLimits(
                maxNodes(),
                10_000,
                control().reportInterval(),
                staleAfter(),
                restartWindow(),
                forgetAfter(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                control().answerDeadline(),
                control().commandDeadline());
    }
}

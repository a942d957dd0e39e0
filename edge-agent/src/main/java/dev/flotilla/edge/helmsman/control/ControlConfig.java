package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.event.SpoolLimits;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How this node deals with the Foghorns of its region. */
@ConfigMapping(prefix = "flotilla.helmsman")
interface ControlConfig {
    /** Their control ports, host:port, instead of those that the control center names. */
    Optional<List<String>> foghorns();

    Control control();

    Events events();

    /** Questions. */
    interface Control {
        /** A question that no Foghorn has answered by then is unanswered. */
        @WithDefault("4s")
        Duration answerDeadline();

        /** A Foghorn that takes longer gets company: the next one is asked as well. */
        @WithDefault("1500ms")
        Duration patience();
    }

    /** Events of streams and viewers. */
    interface Events {
        /** How many may wait on the disk; what accounts are made from is refused beyond that, the rest is dropped. */
        @WithDefault("200000")
        long most();

        /** Bytes of them; beyond that the same. */
        @WithDefault("256M")
        MemorySize bytes();

        /** When no Foghorn has got rid of any for so long, they take the node's own way, without addresses. */
        @WithDefault("30s")
        Duration fallback();
    }

    default SpoolLimits limits() {
        return new SpoolLimits(events().most(), events().bytes().asLongValue());
    }

    /**
     * Where the Foghorns are, by this node's own configuration; empty when it says nothing.
     *
     * @throws IllegalArgumentException naming the key and the value that is no address
     */
    default List<UplinkAddress> override() {
        return foghorns().orElse(List.of()).stream()
                .filter(text -> !text.isBlank())
                .map(text -> {
                    try {
                        return UplinkAddress.parse(text.strip());
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("flotilla.helmsman.foghorns: " + e.getMessage(), e);
                    }
                })
                .toList();
    }
}

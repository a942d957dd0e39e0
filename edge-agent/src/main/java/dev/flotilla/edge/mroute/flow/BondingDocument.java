package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Further ways to the listener that an SRT caller dials, bonded with the first into one connection.
 *
 * @param mode "broadcast" or "backup"; empty is broadcast
 * @param links each "host:port", with an IPv6 address in brackets
 */
@RegisterForReflection
public record BondingDocument(String mode, List<String> links) {
    public BondingDocument {
        mode = requireNonNullElse(mode, "");
        links = List.copyOf(requireNonNullElse(links, List.of()));
    }
}

package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The way that datagrams take on this node, of which mroute knows nothing. Zero and empty leave it to the system.
 *
 * @param address what listens: the local address, or the multicast group to join
 * @param interfaceName multicast: the network interface to join on, or to send through
 * @param sender sources that join a group: the only sender to hear
 * @param ttl outputs: how many hops
 * @param dscp outputs: the differentiated services code point
 */
@RegisterForReflection
public record NetworkDocument(
        String address, @JsonProperty("interface") String interfaceName, String sender, int ttl, int dscp) {
    public NetworkDocument {
        address = requireNonNullElse(address, "");
        interfaceName = requireNonNullElse(interfaceName, "");
        sender = requireNonNullElse(sender, "");
    }
}

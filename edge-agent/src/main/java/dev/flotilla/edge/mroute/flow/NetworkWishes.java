package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The documents' way of saying which way datagrams take. */
final class NetworkWishes {
    private static final NetworkDocument NONE = new NetworkDocument("", "", "", 0, 0);
    private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
    private static final int MAX_TTL = 255;
    private static final int MAX_DSCP = 63;

    private NetworkWishes() {}

    /** Where a source hears datagrams. */
    static Transport.Reception reception(SourceDocument source) {
        String subject = "source " + source.name();
        NetworkDocument network = orNone(source.network());
        checkNoSending(subject, network);
        boolean isGroup = isGroup(subject, network.address());
        if (!isGroup && !network.sender().isEmpty()) {
            throw invalid("%s: network sender %s needs a multicast group as address", subject, network.sender());
        }
        if (!isGroup && !network.interfaceName().isEmpty()) {
            throw invalid(
                    "%s: network interface %s needs a multicast group as address", subject, network.interfaceName());
        }
        checkInterface(subject, network.interfaceName());
        checkSender(subject, network);
        return new Transport.Reception(network.address(), network.interfaceName(), network.sender());
    }

    /** How an output sends datagrams. */
    static Transport.Sending sending(OutputDocument output) {
        String subject = "output " + output.name();
        NetworkDocument network = orNone(output.network());
        if (!network.address().isEmpty() || !network.sender().isEmpty()) {
            throw invalid("%s: network address and sender are not for protocol %s", subject, output.protocol());
        }
        checkInterface(subject, network.interfaceName());
        boolean isUnicast = Syntax.isIpAddress(output.destination())
                && !InetAddress.ofLiteral(output.destination()).isMulticastAddress();
        if (isUnicast && !network.interfaceName().isEmpty()) {
            throw invalid(
                    "%s: network interface %s needs a multicast group as destination",
                    subject, network.interfaceName());
        }
        checkRange(subject, "ttl", network.ttl(), MAX_TTL);
        checkRange(subject, "dscp", network.dscp(), MAX_DSCP);
        return new Transport.Sending(network.ttl(), network.interfaceName(), network.dscp());
    }

    /** Where something listens that no multicast group can reach. */
    static String address(String subject, String protocol, @Nullable NetworkDocument document) {
        NetworkDocument network = orNone(document);
        if (!network.interfaceName().isEmpty()
                || !network.sender().isEmpty()
                || network.ttl() != 0
                || network.dscp() != 0) {
            throw invalid("%s: of network only address is for protocol %s", subject, protocol);
        }
        if (isGroup(subject, network.address())) {
            throw invalid(
                    "%s: invalid network address '%s' (must be an address of this node for protocol %s)",
                    subject, network.address(), protocol);
        }
        return network.address();
    }

    /** For what calls, and so has no address of its own. */
    static void checkNone(String subject, String protocol, @Nullable NetworkDocument document) {
        if (!orNone(document).equals(NONE)) {
            throw invalid("%s: network is not for protocol %s", subject, protocol);
        }
    }

    /** The document that says that; {@code null} when everything is left to the system. */
    static @Nullable NetworkDocument document(String address, String interfaceName, String sender) {
        return orNull(new NetworkDocument(address, interfaceName, sender, 0, 0));
    }

    static @Nullable NetworkDocument document(String interfaceName, int ttl, int dscp) {
        return orNull(new NetworkDocument("", interfaceName, "", ttl, dscp));
    }

    private static @Nullable NetworkDocument orNull(NetworkDocument document) {
        return document.equals(NONE) ? null : document;
    }

    private static NetworkDocument orNone(@Nullable NetworkDocument document) {
        return document == null ? NONE : document;
    }

    private static void checkNoSending(String subject, NetworkDocument network) {
        if (network.ttl() != 0 || network.dscp() != 0) {
            throw invalid("%s: network ttl and dscp are for outputs only", subject);
        }
    }

    private static boolean isGroup(String subject, String address) {
        checkAddress(subject, "address", address);
        return !address.isEmpty() && InetAddress.ofLiteral(address).isMulticastAddress();
    }

    private static void checkSender(String subject, NetworkDocument network) {
        checkAddress(subject, "sender", network.sender());
        if (network.sender().isEmpty()) {
            return;
        }
        InetAddress group = InetAddress.ofLiteral(network.address());
        InetAddress sender = InetAddress.ofLiteral(network.sender());
        boolean isOfFamily = sender.getAddress().length == group.getAddress().length;
        if (sender.isMulticastAddress() || !isOfFamily) {
            throw invalid(
                    "%s: invalid network sender %s (must be one host's address, of the family of %s)",
                    subject, network.sender(), network.address());
        }
    }

    private static void checkAddress(String subject, String key, String value) {
        if (!value.isEmpty() && !Syntax.isIpAddress(value)) {
            throw invalid("%s: invalid network %s '%s' (must be an IP address)", subject, key, value);
        }
    }

    private static void checkInterface(String subject, String value) {
        if (!value.isEmpty() && !INTERFACE.matcher(value).matches()) {
            throw invalid(
                    "%s: invalid network interface '%s' (must be the name of a network interface)", subject, value);
        }
    }

    private static void checkRange(String subject, String key, int value, int most) {
        if (value < 0 || value > most) {
            throw invalid("%s: invalid network %s %d (must be 0-%d)", subject, key, value, most);
        }
    }
}

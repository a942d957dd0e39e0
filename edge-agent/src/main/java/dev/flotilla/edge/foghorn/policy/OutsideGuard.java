package dev.flotilla.edge.foghorn.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whether an address is somewhere on the internet, so that a caller's address cannot have this machine knock at doors of
 * its own network. IPv6 addresses that only carry an IPv4 address are judged by that one.
 *
 * @param allowed what the operator lets pass all the same
 */
record OutsideGuard(List<AddressBlock> allowed) {
    /** IANA's special-purpose registries (RFC 6890) and multicast. */
    private static final List<AddressBlock> INSIDE = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/128",
                    "::1/128",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(AddressBlock::parse)
            .toList();

    private static final AddressBlock COMPATIBLE = AddressBlock.parse("::/96");
    private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.parse("2002::/16");

    OutsideGuard {
        allowed = List.copyOf(allowed);
    }

    boolean permits(InetAddress address) {
        return allowed.stream().anyMatch(block -> block.contains(address)) || isOutside(address);
    }

    private static boolean isOutside(InetAddress address) {
        return INSIDE.stream().noneMatch(block -> block.contains(address))
                && carried(address).map(OutsideGuard::isOutside).orElse(true);
    }

    /** The IPv4 address to which a gateway would send what is sent to this IPv6 address. */
    private static Optional<InetAddress> carried(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address) || COMPATIBLE.contains(address)) {
            return fourBytes(bytes, 12);
        }
        return SIX_TO_FOUR.contains(address) ? fourBytes(bytes, 2) : Optional.empty();
    }

    private static Optional<InetAddress> fourBytes(byte[] bytes, int from) {
        try {
            return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}

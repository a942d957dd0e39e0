package dev.flotilla.edge.foghorn.policy;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits, as CIDR writes them ({@code 10.0.0.0/8}, {@code fc00::/7}).
 *
 * @param bits how many bits of the network count
 */
record AddressBlock(InetAddress network, int bits) {

    /** @throws IllegalArgumentException when there are not that many bits */
    AddressBlock {
        int most = network.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "'%s/%d' is no block of addresses: 0 to %d bits".formatted(network.getHostAddress(), bits, most));
        }
    }

    /**
     * Reads a block, or a single address as a block of one.
     *
     * @throws IllegalArgumentException naming the text
     */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = slash < 0
                    ? network.getAddress().length * Byte.SIZE
                    : Integer.parseInt(text, slash + 1, text.length(), 10);
            return new AddressBlock(network, bits);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "'%s' is no block of addresses: write it like 10.0.0.0/8 or fc00::/7".formatted(text), malformed);
        }
    }

    boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = network.getAddress();
        if (theirs.length != ours.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return Arrays.equals(ours, 0, whole, theirs, 0, whole)
                && (rest == 0 || (ours[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + '/' + bits;
    }
}

package dev.flotilla.control.fleet;

import java.net.InetAddress;

/** Addresses written in digits; a name is never looked up. */
public final class IpAddress {
    private IpAddress() {}

    public static boolean isLiteral(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether both texts are literals of the same address. */
    public static boolean same(String one, String other) {
        return isLiteral(one) && isLiteral(other) && InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
    }
}

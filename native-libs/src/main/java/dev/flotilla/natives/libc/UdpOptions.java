package dev.flotilla.natives.libc;

import static dev.flotilla.natives.libc.Constant.*;

import dev.flotilla.natives.memory.OffHeap;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The socket options of one UDP socket, by meaning instead of number. */
final class UdpOptions {
    private final int fd;
    private final boolean isV6;

    UdpOptions(int fd, boolean isV6) {
        this.fd = fd;
        this.isV6 = isV6;
    }

    void set(int level, int option, int value, String attempt) throws SystemCallException {
        try (var memory = OffHeap.allocate(4)) {
            memory.bytes().putInt(0, value);
            SystemCallException.check(LibC.setsockopt(fd, level, option, memory.address(), 4), attempt);
        }
    }

    int get(int level, int option, String attempt) throws SystemCallException {
        try (var memory = OffHeap.allocate(8)) {
            memory.bytes().putInt(4, 4);
            SystemCallException.check(
                    LibC.getsockopt(fd, level, option, memory.address(), memory.address() + 4), attempt);
            return memory.bytes().getInt(0);
        }
    }

    /** Asks for more than the system's limit first, which only a privileged process gets. */
    int buffer(int force, int option, int bytes, String attempt) throws SystemCallException {
        try {
            set(SOL_SOCKET, force, bytes, attempt);
        } catch (SystemCallException unprivileged) {
            set(SOL_SOCKET, option, bytes, attempt);
        }
        // The kernel answers with twice what it grants: half of it is for its own bookkeeping.
        return get(SOL_SOCKET, option, attempt) / 2;
    }

    void ttl(int hops) throws SystemCallException {
        String attempt = "set TTL " + hops;
        if (isV6) {
            set(IPPROTO_IPV6, IPV6_UNICAST_HOPS, hops, attempt);
            set(IPPROTO_IPV6, IPV6_MULTICAST_HOPS, hops, attempt);
        } else {
            set(IPPROTO_IP, IP_TTL, hops, attempt);
            set(IPPROTO_IP, IP_MULTICAST_TTL, hops, attempt);
        }
    }

    void dscp(int codePoint) throws SystemCallException {
        set(isV6 ? IPPROTO_IPV6 : IPPROTO_IP, isV6 ? IPV6_TCLASS : IP_TOS, codePoint << 2, "set DSCP " + codePoint);
    }

    void multicastInterface(String name) throws SystemCallException {
        String attempt = "send multicast on interface '" + name + "'";
        int index = interfaceIndex(name);
        if (isV6) {
            set(IPPROTO_IPV6, IPV6_MULTICAST_IF, index, attempt);
            return;
        }
        try (var memory = OffHeap.allocate(Layout.IP_MREQN_SIZE)) {
            memory.bytes().putInt(Layout.IP_MREQN_INTERFACE, index);
            SystemCallException.check(
                    LibC.setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, memory.address(), Layout.IP_MREQN_SIZE), attempt);
        }
    }

    void join(InetAddress group, String interfaceName, @Nullable InetAddress sender) throws SystemCallException {
        String attempt =
                "join group " + group.getHostAddress() + (interfaceName.isEmpty() ? "" : " on " + interfaceName)
                        + (sender == null ? "" : " from " + sender.getHostAddress());
        try (var memory = OffHeap.allocate(Layout.GROUP_SOURCE_REQ_SIZE)) {
            var bytes = memory.bytes();
            bytes.putInt(0, interfaceName.isEmpty() ? 0 : interfaceIndex(interfaceName));
            SocketAddresses.write(new InetSocketAddress(group, 0), bytes, Layout.GROUP_REQ_GROUP);
            int option = MCAST_JOIN_GROUP;
            int length = Layout.GROUP_REQ_SIZE;
            if (sender != null) {
                SocketAddresses.write(new InetSocketAddress(sender, 0), bytes, Layout.GROUP_SOURCE_REQ_SOURCE);
                option = MCAST_JOIN_SOURCE_GROUP;
                length = Layout.GROUP_SOURCE_REQ_SIZE;
            }
            int level = group instanceof Inet6Address ? IPPROTO_IPV6 : IPPROTO_IP;
            SystemCallException.check(LibC.setsockopt(fd, level, option, memory.address(), length), attempt);
        }
    }

    private static int interfaceIndex(String name) throws SystemCallException {
        int index = LibC.if_nametoindex(name);
        return SystemCallException.check(index == 0 ? -1 : index, "look up interface '" + name + "'");
    }
}

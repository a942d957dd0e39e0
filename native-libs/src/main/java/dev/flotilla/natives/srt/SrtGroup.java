package dev.flotilla.natives.srt;

import dev.flotilla.natives.libc.SocketAddresses;
import dev.flotilla.natives.memory.OffHeap;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** What only a group of sockets has: links. Offsets are those of libsrt 1.5 on 64-bit Linux. */
final class SrtGroup {
    /** {@code SRT_SOCKGROUPCONFIG}, what to connect. */
    static final int TARGET_SIZE = 288;

    static final int TARGET_SOURCE = 8;
    static final int TARGET_PEER = 136;
    static final int TARGET_WEIGHT = 264;
    static final int TARGET_TOKEN = 284;

    /** {@code SRT_SOCKGROUPDATA}, what there is. */
    static final int MEMBER_SIZE = 160;

    static final int MEMBER_PEER = 8;
    static final int MEMBER_SOCKET_STATE = 136;

    private static final int GROUP_BIT = 1 << 30;
    private static final int MAX_LINKS = 16;
    private static final int NONE = -1;

    private SrtGroup() {}

    static boolean isGroup(int socket) {
        return (socket & GROUP_BIT) != 0;
    }

    /** Begins to connect these links of the group. */
    static void connect(int group, List<SrtLink> links) throws SrtException {
        try (var memory = OffHeap.allocate(links.size() * TARGET_SIZE)) {
            ByteBuffer targets = memory.bytes();
            for (int i = 0; i < links.size(); i++) {
                int target = i * TARGET_SIZE;
                SocketAddresses.write(links.get(i).remote(), targets, target + TARGET_PEER);
                targets.putShort(target + TARGET_SOURCE, targets.getShort(target + TARGET_PEER));
                targets.putShort(target + TARGET_WEIGHT, (short) links.get(i).weight());
                targets.putInt(target, NONE).putInt(target + TARGET_TOKEN, NONE);
            }
            SrtException.check(
                    LibSrt.srt_connect_group(group, memory.address(), links.size()), "connect the links of a group");
        }
    }

    /** Where the links lead that are there, or are being connected. */
    static List<InetSocketAddress> links(int group) {
        var links = new ArrayList<InetSocketAddress>();
        visit(group, (members, at) -> {
            SrtState state = SrtState.of(members.getInt(at + MEMBER_SOCKET_STATE));
            if (state != SrtState.BROKEN && state != SrtState.CLOSED) {
                SocketAddresses.read(members, at + MEMBER_PEER).ifPresent(links::add);
            }
        });
        return links;
    }

    /** The sockets of the links that are connected. */
    static List<Integer> members(int group) {
        var sockets = new ArrayList<Integer>();
        visit(group, (members, at) -> {
            if (SrtState.of(members.getInt(at + MEMBER_SOCKET_STATE)) == SrtState.CONNECTED) {
                sockets.add(members.getInt(at));
            }
        });
        return sockets;
    }

    private static void visit(int group, ObjIntConsumer<ByteBuffer> visitor) {
        int room = MAX_LINKS * MEMBER_SIZE;
        try (var memory = OffHeap.allocate(room + Long.BYTES)) {
            ByteBuffer members = memory.bytes();
            members.putLong(room, MAX_LINKS);
            int count = LibSrt.srt_group_data(group, memory.address(), memory.address() + room);
            for (int i = 0; i < count; i++) {
                visitor.accept(members, i * MEMBER_SIZE);
            }
        }
    }
}

package dev.flotilla.natives.srt;

import java.util.Locale;

/** Options of a socket, by name, with their unit and the latest moment at which they may be set. */
public enum SrtOption {
    /** Receiver delay of both directions in milliseconds; the greater of both ends' wishes is used. */
    LATENCY(23, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** The receiver delay in milliseconds; after the connection, the one that was negotiated. */
    RECEIVER_LATENCY(43, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** The delay in milliseconds that this end wishes the peer's receiver to have; then, the one negotiated. */
    PEER_LATENCY(44, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** 10 to 79 bytes; secret. */
    PASSPHRASE(26, Kind.TEXT, Stage.BEFORE_CONNECT),
    /** 0, 16, 24 or 32 bytes. */
    KEY_LENGTH(27, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** At most 512 bytes; a caller sends it, an accepted socket has it. */
    STREAM_ID(46, Kind.TEXT, Stage.BEFORE_CONNECT),
    /** Forward error correction, "fec,cols:10,rows:5": what both ends say must agree, and one end may say "fec" alone. */
    PACKET_FILTER(60, Kind.TEXT, Stage.BEFORE_CONNECT),
    /** Bytes per packet, at most 1456. */
    PAYLOAD_SIZE(49, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** Milliseconds for one attempt to connect. */
    CONNECT_TIMEOUT(36, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** Milliseconds of silence after which a peer counts as gone. */
    PEER_IDLE_TIMEOUT(55, Kind.INTEGER, Stage.BEFORE_CONNECT),
    /** Packets that may be on their way; bounds the receive buffer. */
    FLIGHT_WINDOW(4, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Bytes. */
    SEND_BUFFER(5, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Bytes. */
    RECEIVE_BUFFER(6, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Bytes of the kernel's buffer under all sockets of one port. */
    UDP_SEND_BUFFER(8, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Bytes of the kernel's buffer under all sockets of one port. */
    UDP_RECEIVE_BUFFER(9, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Whether sockets of this process may share one port, and its two library threads. */
    SHARE_PORT(15, Kind.BOOLEAN, Stage.BEFORE_BIND),
    /** Whether a listener lets callers bond several links into one connection. Only where {@link Srt#canBond}. */
    ACCEPT_GROUPS(57, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Of a caller in the middle of its handshake: the type of the group that it belongs to; 0 for none. */
    GROUP_TYPE(59, Kind.INTEGER, Stage.ANY_TIME),
    /** Whether an IPv6 socket leaves IPv4 alone. */
    IPV6_ONLY(54, Kind.INTEGER, Stage.BEFORE_BIND),
    /** Bytes per second; -1 for no bound. */
    MAX_BANDWIDTH(16, Kind.LONG, Stage.ANY_TIME),
    /** Whether {@link SrtSocket#send} waits for room. */
    BLOCKING_SEND(1, Kind.BOOLEAN, Stage.ANY_TIME),
    /** Whether {@link SrtSocket#receive}, accept and connect wait. */
    BLOCKING_RECEIVE(2, Kind.BOOLEAN, Stage.ANY_TIME);

    /** The latest moment at which an option may be set. Those set on a listener are inherited by its callers. */
    public enum Stage {
        BEFORE_BIND,
        BEFORE_CONNECT,
        ANY_TIME;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    enum Kind {
        INTEGER,
        LONG,
        BOOLEAN,
        TEXT
    }

    final int number;
    final Kind kind;
    private final Stage stage;

    SrtOption(int number, Kind kind, Stage stage) {
        this.number = number;
        this.kind = kind;
        this.stage = stage;
    }

    /** The latest moment at which the option may be set. */
    public Stage stage() {
        return stage;
    }
}

package dev.flotilla.edge.mroute.flow;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a stream gets into the node or out of it. */
public sealed interface Transport {
    /** A transport that a source may have. */
    sealed interface OfSource extends Transport {}

    /** A transport that an output may have. */
    sealed interface OfOutput extends Transport {}

    /** SRT, waiting for callers on a local address; an empty one is all of IPv4. */
    record SrtListener(String address, int port, SrtOptions options) implements OfSource, OfOutput {}

    /** SRT, dialling again and again until the listener answers. */
    record SrtCaller(
            String host,
            int port,
            SrtOptions options,
            @Nullable Bonding bonding) implements OfSource, OfOutput {}

    /** Further links of one connection: each carries everything, or the first that works does. */
    record Bonding(boolean isBackup, List<Link> links) {}

    /** One way to a listener. */
    record Link(String host, int port) {}

    /**
     * Where datagrams are heard. Empty leaves it to the system.
     *
     * @param address a local one, or the multicast group to join
     * @param interfaceName where to join the group
     * @param sender the only sender of the group to hear
     */
    record Reception(String address, String interfaceName, String sender) {}

    /**
     * How datagrams are sent. Zero and empty leave it to the system.
     *
     * @param interfaceName through which multicast goes
     */
    record Sending(int ttl, String interfaceName, int dscp) {}

    /** UDP datagrams that arrive at a port. */
    record UdpReceiver(int port, Reception reception) implements OfSource {}

    /** UDP datagrams to a host or to a multicast group. */
    record UdpSender(String host, int port, Sending sending) implements OfOutput {}

    /**
     * MPEG-TS over RTP that arrives at a port.
     *
     * @param hasFec also hear repair packets, on the second and fourth port after it
     * @param reorder how long a packet that is missing is waited for; {@code null} is as long as the repair needs
     */
    record RtpReceiver(int port, boolean hasFec, @Nullable Duration reorder, Reception reception) implements OfSource {}

    /**
     * MPEG-TS over RTP to a host or to a multicast group.
     *
     * @param fec {@code null} is without repair packets
     */
    record RtpSender(String host, int port, @Nullable FecMatrix fec, Sending sending) implements OfOutput {}

    /** A repair packet per column of so many rows, and per row if so wished. */
    record FecMatrix(int columns, int rows, boolean hasRows) {}

    /** RIST, waiting for a sender on a local address; an empty one is all of IPv4. */
    record RistReceiver(String address, int port, RistOptions options) implements OfSource {}

    /** RIST, sent to a receiver that waits. */
    record RistSender(String host, int port, RistOptions options) implements OfOutput {}

    /** RTMP, waiting for a publisher on a local address; an empty one is all of IPv4. */
    record RtmpListener(String address, int port, RtmpPlace place) implements OfSource {}

    /** RTMP, played from a server. */
    record RtmpCaller(String host, int port, RtmpPlace place) implements OfSource {}

    /** RTMP, published to a server. */
    record RtmpPublisher(String host, int port, RtmpPlace place) implements OfOutput {}

    /** Where on an RTMP server a stream is, and whether the server is asked by TLS. */
    record RtmpPlace(String app, String streamKey, boolean isTls) {
        /** Never the key. */
        @Override
        public String toString() {
            return "RtmpPlace[app=" + app + ", isTls=" + isTls + "]";
        }
    }

    /**
     * What both ends of a RIST connection agree on.
     *
     * @param isMain main profile rather than simple
     * @param buffer the receiver delay; {@code null} is the library's default
     * @param encryption {@code null} is none; main profile only
     */
    record RistOptions(
            boolean isMain,
            @Nullable Duration buffer,
            @Nullable Encryption encryption) {}

    /**
     * What both ends of an SRT connection may wish for.
     *
     * @param latency the receiver delay; {@code null} is the library's default
     * @param encryption {@code null} is none
     * @param maxBytesPerSecond bound of the sending rate; 0 is none
     * @param peerLatency the receiver delay that the other end is asked for; {@code null} is as {@code latency}
     * @param packetFilter libsrt's words for it; empty is none
     */
    record SrtOptions(
            @Nullable Duration latency,
            @Nullable Encryption encryption,
            String streamId,
            long maxBytesPerSecond,
            @Nullable Duration peerLatency,
            String packetFilter) {}

    /** A passphrase and how long a key to make of it; 0 bytes lets the library choose. */
    record Encryption(String passphrase, int keyLengthBytes) {
        /** Never the passphrase. */
        @Override
        public String toString() {
            return "Encryption[keyLengthBytes=" + keyLengthBytes + "]";
        }
    }
}

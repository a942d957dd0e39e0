package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Gives a new SRT socket the options of a specification. */
final class SrtSetup {
    /** After that much silence a peer is gone. It sends something every second at the least, so three may be lost. */
    private static final int PEER_IDLE_MS = 4_000;

    /** libsrt's buffers hold 8,192 packets; a longer delay at 130 Mb/s needs more. */
    private static final int DEFAULT_PACKETS = 8_192;

    private static final int PACKETS_PER_SECOND = 12_500;
    private static final int PACKET_BYTES = 1_472;
    private static final int DEFAULT_WINDOW = 25_600;

    /**
     * Bytes per second. What libsrt calls infinite are 125,000,000, for which it sleeps after every packet: at 200 Mb/s that takes
     * more time than all the rest.
     */
    private static final long UNBOUNDED = 1_250_000_000;

    private SrtSetup() {}

    /** A socket that has everything but the stream id, which only a caller sends. */
    static SrtSocket open(SrtOptions options) throws SrtException {
        SrtSocket socket = SrtSocket.open();
        try {
            configure(socket, options);
            return socket;
        } catch (SrtException e) {
            socket.close();
            throw e;
        }
    }

    /** Sets everything but the stream id. */
    static void configure(SrtSocket socket, SrtOptions options) throws SrtException {
        socket.set(SrtOption.PEER_IDLE_TIMEOUT, PEER_IDLE_MS);
        if (options.hasLatencyMs()) {
            socket.set(SrtOption.LATENCY, options.getLatencyMs());
        }
        if (options.hasPeerLatencyMs()) {
            socket.set(SrtOption.PEER_LATENCY, options.getPeerLatencyMs());
        }
        makeRoom(socket, Math.max(options.getLatencyMs(), options.getPeerLatencyMs()));
        if (!options.getPacketFilter().isEmpty()) {
            socket.set(SrtOption.PACKET_FILTER, options.getPacketFilter());
        }
        if (!options.getPassphrase().isEmpty()) {
            socket.set(SrtOption.PASSPHRASE, options.getPassphrase());
            if (options.getKeyLengthBytes() != 0) {
                socket.set(SrtOption.KEY_LENGTH, options.getKeyLengthBytes());
            }
        }
        boolean isBounded = options.getMaxBandwidthBytesPerSecond() != 0;
        socket.set(SrtOption.MAX_BANDWIDTH, isBounded ? options.getMaxBandwidthBytesPerSecond() : UNBOUNDED);
    }

    private static void makeRoom(SrtSocket socket, int latencyMs) throws SrtException {
        long packets = (latencyMs + 500L) * PACKETS_PER_SECOND / 1_000;
        if (packets > DEFAULT_PACKETS) {
            socket.set(SrtOption.FLIGHT_WINDOW, Math.max(DEFAULT_WINDOW, packets));
            socket.set(SrtOption.RECEIVE_BUFFER, packets * PACKET_BYTES);
            socket.set(SrtOption.SEND_BUFFER, packets * PACKET_BYTES);
        }
    }

    /** Where a listener listens: the address of the specification, or all of IPv4. */
    static InetSocketAddress local(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address.isEmpty() ? "0.0.0.0" : address), port);
    }
}

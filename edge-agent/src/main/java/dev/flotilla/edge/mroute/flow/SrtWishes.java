package dev.flotilla.edge.mroute.flow;

/** The documents' way of saying SRT options. */
final class SrtWishes {
    private SrtWishes() {}

    static Transport.SrtOptions of(SourceDocument source) {
        return new Transport.SrtOptions(
                Wishes.latency(source.maxLatency(), source.minLatency()),
                Wishes.encryption(source.decryption()),
                source.streamId(),
                source.maxBitrate(),
                Wishes.latency(source.peerLatency(), 0),
                source.packetFilter());
    }

    static Transport.SrtOptions of(OutputDocument output) {
        return new Transport.SrtOptions(
                Wishes.latency(output.maxLatency(), output.minLatency()),
                Wishes.encryption(output.encryption()),
                output.streamKey(),
                0,
                Wishes.latency(output.peerLatency(), 0),
                output.packetFilter());
    }
}

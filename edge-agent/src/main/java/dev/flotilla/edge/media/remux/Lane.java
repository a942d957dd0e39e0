package dev.flotilla.edge.media.remux;

import dev.flotilla.natives.av.AvPacket;
import dev.flotilla.natives.av.AvTrack;

/** The way of one track from a demuxer into a muxer, and its units of time at both ends. */
final class Lane {
    private static final long US = 1_000_000;

    /** Longer than that, no encoder holds a frame back. */
    private static final long MOST_REORDERING_US = 10_000_000;

    private final AvTrack source;
    private final AvTrack target;
    private final int number;
    private int strangers;

    /** The way that has that number on the timeline. The target's muxer has begun. */
    Lane(AvTrack source, AvTrack target, int number) {
        this.source = source;
        this.target = target;
        this.number = number;
    }

    int sourceIndex() {
        return source.index();
    }

    AvTrack.Kind kind() {
        return source.kind();
    }

    /** Moves a frame of the source to the target, at its place on the timeline. */
    void carry(AvPacket packet, Timeline timeline) {
        strangers = 0;
        long presentation = toUs(packet.presentationTime());
        long decoding = packet.decodeTime() == AvPacket.NO_TIME ? presentation : toUs(packet.decodeTime());
        long reordering =
                presentation == Timeline.UNKNOWN || decoding == Timeline.UNKNOWN ? 0 : presentation - decoding;
        long placed = timeline.place(
                number, decoding, Math.ceilDiv(US * target.timeBaseNumerator(), target.timeBaseDenominator()));
        long shown = placed + Math.clamp(reordering, 0, MOST_REORDERING_US);
        packet.retime(target.index(), fromUs(placed), fromUs(shown));
    }

    /** Counts a frame that came on another track of this kind since the last one here, and answers how many did. */
    int passedBy() {
        return ++strangers;
    }

    private long toUs(long time) {
        return time == AvPacket.NO_TIME
                ? Timeline.UNKNOWN
                : time * source.timeBaseNumerator() * US / source.timeBaseDenominator();
    }

    private long fromUs(long us) {
        return us * target.timeBaseDenominator() / (US * target.timeBaseNumerator());
    }
}

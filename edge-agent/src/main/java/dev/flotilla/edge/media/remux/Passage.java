package dev.flotilla.edge.media.remux;

import dev.flotilla.natives.av.AvDemuxer;
import dev.flotilla.natives.av.AvException;
import dev.flotilla.natives.av.AvMuxer;
import dev.flotilla.natives.av.AvOutput;
import dev.flotilla.natives.av.AvPacket;
import dev.flotilla.natives.av.AvTrack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a stream whose tracks stay the same: one muxer, and the way of each track into it. */
final class Passage implements AutoCloseable {
    /** So many frames of a kind on other tracks, and none on ours: the stream has moved to other tracks. */
    private static final int MOVED = 100;

    /** So many broken frames without a good one are a broken stream. */
    private static final int MOST_BROKEN = 100;

    private final AvDemuxer demuxer;
    private final Container to;
    private final AvMuxer muxer;
    private final Timeline timeline;
    private final List<Lane> lanes = new ArrayList<>();
    private int knownTracks;
    private int broken;

    /** A passage for those tracks of the demuxer; the first frame is placed at that time. */
    Passage(AvDemuxer demuxer, List<AvTrack> chosen, Container to, AvOutput output, long startUs) throws AvException {
        this.demuxer = demuxer;
        this.to = to;
        this.timeline = new Timeline(chosen.size(), startUs);
        this.knownTracks = demuxer.tracks().size();
        this.muxer = AvMuxer.open(to.format(), output, Remux.BUFFER_BYTES, to.interleaves());
        try {
            for (AvTrack track : chosen) {
                lanes.add(new Lane(track, muxer.add(track), lanes.size()));
            }
            muxer.begin(to.muxing());
        } catch (AvException | RuntimeException e) {
            muxer.close();
            throw e;
        }
    }

    /** Carries frames until the stream ends, which answers false, or has more tracks that are to be carried: true. */
    boolean run(AvPacket packet) throws IOException {
        while (demuxer.read(packet)) {
            Lane lane = lane(packet.track());
            if (lane != null) {
                lane.carry(packet, timeline);
                write(packet);
                continue;
            }
            int track = packet.track();
            packet.clear();
            if (isNewAndWanted(track)) {
                muxer.end();
                return true;
            }
            notice(track);
        }
        muxer.end();
        return false;
    }

    /** A frame that is broken is left out; a stream of nothing else has ended. */
    private void write(AvPacket packet) throws IOException {
        broken = muxer.write(packet) ? 0 : broken + 1;
        if (broken > MOST_BROKEN) {
            throw new IOException("the stream holds nothing but broken frames");
        }
    }

    /** Where the next passage begins. */
    long endUs() {
        return timeline.endUs();
    }

    private @Nullable Lane lane(int track) {
        for (Lane lane : lanes) {
            if (lane.sourceIndex() == track) {
                return lane;
            }
        }
        return null;
    }

    private boolean isNewAndWanted(int track) {
        if (track < knownTracks) {
            return false;
        }
        List<AvTrack> tracks = demuxer.tracks();
        knownTracks = tracks.size();
        return to.choose(tracks).size() > lanes.size();
    }

    private void notice(int stranger) throws IOException {
        List<AvTrack> tracks = demuxer.tracks();
        if (stranger >= tracks.size()) {
            return;
        }
        AvTrack.Kind kind = tracks.get(stranger).kind();
        for (Lane lane : lanes) {
            if (lane.kind() == kind && lane.passedBy() > MOVED) {
                throw new IOException("the stream has moved to other tracks");
            }
        }
    }

    @Override
    public void close() {
        muxer.close();
    }
}

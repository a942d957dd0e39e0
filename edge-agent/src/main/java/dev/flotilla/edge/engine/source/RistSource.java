package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.merge.MergePath;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.JitterMeter;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.transport.RistSetup;
import dev.flotilla.natives.libc.SystemCallException;
import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.rist.Rist;
import dev.flotilla.natives.rist.RistException;
import dev.flotilla.natives.rist.RistReceiver;
import dev.flotilla.natives.rist.RistStatistics;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for a RIST sender. When the port is taken, it tries again until it gets it. One sender at a time is heard. */
final class RistSource implements Source {
    private static final long RETRY_NS = 500_000_000;
    private static final long SILENT_NS = 1_000_000_000;

    /** A sender that begins anew is another one to librist: it shall not wait long for its predecessor. */
    private static final long GIVEN_UP_NS = 250_000_000;

    /** librist hands over every 5 ms; while nothing comes, a look in ten milliseconds is enough. */
    private static final long LIVE_WITHIN_NS = 100_000_000;

    /** Payload type of MPEG-TS (RFC 3551 6). */
    private static final int MPEG_TS = 33;

    private static final long LIVE_PAUSE_NS = 1_000_000;
    private static final long IDLE_PAUSE_NS = 10_000_000;

    private final dev.flotilla.proto.flow.v1.RistReceiver spec;
    private final Intake intake;
    private final JitterMeter jitter = new JitterMeter();
    private final RtpHeader header = new RtpHeader();
    private @Nullable MergePath merge;
    private @Nullable RistReceiver receiver;
    private long retryAtNs = Long.MIN_VALUE;
    private String detail = "not listening yet";
    private int flowId;
    private boolean hasSender;
    private boolean isLive;
    private long strangers;

    RistSource(dev.flotilla.proto.flow.v1.RistReceiver spec, PacketSink sink) {
        this.spec = spec;
        this.intake = new Intake(sink, Rist.RECEIVE_BYTES);
    }

    @Override
    public int receive(long nowNs) {
        RistReceiver from = receiver;
        if (from == null) {
            return 0;
        }
        for (int received = 0; received < PACKETS_PER_TURN; received++) {
            int length = from.receive();
            if (length == RistReceiver.AGAIN) {
                return received;
            }
            if (isHeard(from.flowId(), nowNs)) {
                jitter.arrived(nowNs);
                handOn(from, length, nowNs);
            } else {
                strangers++;
            }
        }
        return PACKETS_PER_TURN;
    }

    private void handOn(RistReceiver from, int length, long nowNs) {
        intake.accept(from.bytes(), RistReceiver.HEADROOM_BYTES, length, nowNs);
        if (merge != null) {
            int at = RistReceiver.HEADROOM_BYTES - RtpHeader.FIXED_BYTES;
            RtpHeader.write(from.bytes(), at, MPEG_TS, from.sequence(), from.timestamp(), from.flowId());
            header.read(from.bytes(), at, RtpHeader.FIXED_BYTES + length);
            merge.accept(header, from.bytes(), nowNs);
        }
    }

    /** As a path of a merge it hands on what librist has put in order, as the RTP packet that it was. */
    @Override
    public void mergeInto(@Nullable MergePath path) {
        merge = path;
    }

    /** Another sender is heard once the one before has fallen silent: two streams in one would be none. */
    private boolean isHeard(int sender, long nowNs) {
        if (hasSender && sender == flowId) {
            return true;
        }
        if (hasSender && intake.isLive(nowNs, GIVEN_UP_NS)) {
            return false;
        }
        hasSender = true;
        flowId = sender;
        intake.restart();
        return true;
    }

    @Override
    public void await(long timeoutNs) {
        boolean isBusy = intake.isLive(System.nanoTime(), LIVE_WITHIN_NS);
        LockSupport.parkNanos(Math.min(timeoutNs, isBusy ? LIVE_PAUSE_NS : IDLE_PAUSE_NS));
    }

    @Override
    public void tend(long nowNs) {
        isLive = intake.isLive(nowNs, SILENT_NS);
        if (receiver != null || nowNs < retryAtNs) {
            return;
        }
        try {
            receiver = RistReceiver.open(RistSetup.local(spec), RistSetup.settings(spec));
            detail = spec.getSecret().isEmpty()
                    ? "no sender yet"
                    : "no sender yet; one with another secret would not be heard";
        } catch (RistException | SystemCallException | MissingLibraryException e) {
            detail = "cannot listen: " + e.getMessage();
            retryAtNs = nowNs + RETRY_NS;
        }
    }

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public boolean hasPeer() {
        return isLive;
    }

    @Override
    public String peer() {
        return isLive && receiver != null ? receiver.peer() : "";
    }

    @Override
    public String detail() {
        if (isLive) {
            return strangers == 0 ? "" : strangers + " packets of another sender were left out";
        }
        if (receiver == null || intake.packets() > 0) {
            return receiver == null ? detail : "nothing comes any more";
        }
        if (receiver.peer().isEmpty()) {
            return detail;
        }
        return spec.getSecret().isEmpty()
                ? "a sender is there, but sends nothing"
                : "a sender is there, but nothing of it can be read: does it use this secret?";
    }

    @Override
    public void describe(SourceReport.Builder report) {
        RistStatistics statistics = receiver == null ? RistStatistics.NONE : receiver.statistics();
        report.setPacketsLost(statistics.missing())
                .setPacketsRecovered(statistics.recovered())
                .setPacketsDropped(statistics.lost() + strangers)
                .setRoundTripMs(statistics.roundTripMs())
                .setJitterMs(jitter.jitterMs());
    }

    @Override
    public void close() {
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
    }
}

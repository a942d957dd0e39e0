package dev.flotilla.bench.relay;

import dev.flotilla.bench.relay.Job.Leg;
import dev.flotilla.bench.tool.Toolbox;
import java.io.IOException;
import java.util.List;

/** libsrt's own relay, between one UDP port and one SRT peer. */
public final class SrtLiveTransmit implements Contender {
    @Override
    public String name() {
        return "srt-live-transmit";
    }

    @Override
    public boolean keepsDatagrams() {
        return true;
    }

    @Override
    public Relay start(Job job, Toolbox toolbox) throws IOException {
        if (job.receivers() != 1) {
            throw new IllegalArgumentException("srt-live-transmit serves one receiver, not " + job.receivers());
        }
        String key = job.passphrase().isEmpty() ? "" : "&pbkeylen=32&passphrase=" + job.passphrase();
        String from = job.from() == Leg.UDP
                ? "udp://127.0.0.1:" + job.inPort() + "?rcvbuf=8388608"
                : "srt://127.0.0.1:" + job.inPort() + "?mode=listener" + key;
        String to = job.to() == Leg.UDP
                ? "udp://127.0.0.1:" + job.outPort()
                : "srt://127.0.0.1:" + job.outPort() + "?mode=caller" + key;
        var programs = new Programs();
        programs.start(List.of("srt-live-transmit", "-quiet", "-loglevel:error", from, to));
        return programs;
    }
}

package dev.flotilla.bench.relay;

import dev.flotilla.bench.relay.Job.Leg;
import dev.flotilla.bench.tool.Toolbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One ffmpeg that copies its input to all outputs, with buffers that are large enough for what it is given. */
public final class Ffmpeg implements Contender {
    private static final String PROGRAM = "ffmpeg -nostdin -hide_banner -loglevel error -nostats";
    private static final String BUFFERS = "fifo_size=131072&overrun_nonfatal=1&buffer_size=8388608";

    @Override
    public String name() {
        return "ffmpeg";
    }

    @Override
    public boolean keepsDatagrams() {
        return false;
    }

    @Override
    public Relay start(Job job, Toolbox toolbox) throws IOException {
        if (job.from() != Leg.UDP) {
            throw new IllegalArgumentException("ffmpeg is measured with UDP in only");
        }
        var command = new ArrayList<>(Arrays.asList(PROGRAM.split(" ", -1)));
        command.addAll(List.of("-f", "mpegts", "-i", "udp://127.0.0.1:" + job.inPort() + "?" + BUFFERS));
        for (int i = 0; i < job.outputs(); i++) {
            command.addAll(List.of("-c", "copy", "-f", "mpegts", output(job, i)));
        }
        var programs = new Programs();
        programs.start(command);
        return programs;
    }

    private static String output(Job job, int i) {
        return switch (job.to()) {
            case UDP -> "udp://127.0.0.1:" + (job.outPort() + i) + "?pkt_size=1316";
            case SRT ->
                "srt://127.0.0.1:" + job.outPort() + "?mode=caller&pkt_size=1316"
                        + (job.passphrase().isEmpty() ? "" : "&pbkeylen=32&passphrase=" + job.passphrase());
        };
    }
}

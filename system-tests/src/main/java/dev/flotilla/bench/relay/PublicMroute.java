package dev.flotilla.bench.relay;

import dev.flotilla.bench.relay.Job.Leg;
import dev.flotilla.bench.tool.Tool;
import dev.flotilla.bench.tool.Toolbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The processes of the public mroute: an ffmpeg that reads the source, a relay that sends each datagram to each output, and an
 * ffmpeg per output, with the options that it gives them. Its relay is in Go; ours here is in C and costs less.
 */
public final class PublicMroute implements Contender {
    private static final String PROGRAM =
            "ffmpeg -nostdin -hide_banner -loglevel warning -nostats -fflags +genpts+discardcorrupt";
    private static final String INPUT =
            " -f mpegts -probesize 5000000 -analyzeduration 5000000 -buffer_size 65536 -timeout 10000000 -i";
    private static final String OUTPUT = " -probesize 32768 -analyzeduration 2000000 -f mpegts -i";
    private static final String BUFFERS = "timeout=30000000&fifo_size=131072&overrun_nonfatal=1&buffer_size=65536";

    @Override
    public String name() {
        return "public mroute";
    }

    @Override
    public boolean keepsDatagrams() {
        return false;
    }

    @Override
    public Relay start(Job job, Toolbox toolbox) throws IOException {
        if (job.from() != Leg.UDP || job.to() != Leg.UDP) {
            throw new IllegalArgumentException("public mroute is measured with UDP only");
        }
        int relay = job.betweenPort();
        int first = relay + 1;
        var programs = new Programs();
        Tool fanOut = toolbox.relayUdp(relay, first, job.outputs(), "send", 0);
        programs.add(fanOut.pid(), fanOut);
        for (int i = 0; i < job.outputs(); i++) {
            String from = "udp://127.0.0.1:" + (first + i) + "?" + BUFFERS;
            programs.start(ffmpeg(OUTPUT, from, "udp://127.0.0.1:" + (job.outPort() + i) + "?pkt_size=1316"));
        }
        programs.start(ffmpeg(INPUT, "udp://127.0.0.1:" + job.inPort(), "udp://127.0.0.1:" + relay + "?pkt_size=1316"));
        return programs;
    }

    private static List<String> ffmpeg(String options, String from, String to) {
        var command = new ArrayList<>(Arrays.asList((PROGRAM + options).split(" ", -1)));
        command.addAll(List.of(from, "-c", "copy", "-f", "mpegts", to));
        return command;
    }
}

package dev.flotilla.bench.relay;

import dev.flotilla.bench.tool.Tool;
import dev.flotilla.bench.tool.Toolbox;

/**
 * The least that a UDP relay can do, in C: what is above it is ours to win, what is below it is the kernel's.
 *
 * @param way one of those that the program relay-udp names
 */
public record Yardstick(String name, String way, int holdMicros) implements Contender {
    /** One sendmmsg for all packets and destinations. */
    public static final Yardstick SENDMMSG = new Yardstick("C sendmmsg", "batch", 0);

    /** One segmented message per destination, of the packets that are there. */
    public static final Yardstick GSO = new Yardstick("C GSO", "segment", 0);

    /** The same, of the packets of a time. */
    public static Yardstick gso(int holdMs) {
        return new Yardstick("C GSO, " + holdMs + " ms", "segment", holdMs * 1_000);
    }

    @Override
    public boolean keepsDatagrams() {
        return true;
    }

    @Override
    public Relay start(Job job, Toolbox toolbox) {
        Tool relay = toolbox.relayUdp(job.inPort(), job.outPort(), job.outputs(), way, holdMicros);
        var programs = new Programs();
        programs.add(relay.pid(), relay);
        return programs;
    }
}

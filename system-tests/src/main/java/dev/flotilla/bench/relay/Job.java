package dev.flotilla.bench.relay;

/**
 * What a relay is asked to do: streams from this machine to this machine.
 *
 * @param from how streams come; with several flows from {@link #inPort} upwards
 * @param to how they leave: by UDP to ports from {@link #outPort} upwards, by SRT all to that one
 * @param flows how many streams there are, each with its own source
 * @param outputs how many receivers each stream has
 * @param bitsPerSecond of each stream
 * @param passphrase of all SRT connections; empty means no encryption, else it is AES-256
 */
public record Job(Leg from, Leg to, int flows, int outputs, long bitsPerSecond, String passphrase) {
    private static final int IN = 21_000;
    private static final int OUT = 22_000;
    private static final int BETWEEN = 23_000;

    /** A transport protocol. */
    public enum Leg {
        UDP,
        SRT
    }

    /** One stream without encryption. */
    public static Job of(Leg from, Leg to, int outputs, long bitsPerSecond) {
        return new Job(from, to, 1, outputs, bitsPerSecond, "");
    }

    /** The same with AES-256 on the SRT side. */
    public Job encrypted() {
        return new Job(from, to, flows, outputs, bitsPerSecond, "a-passphrase-of-the-benchmark");
    }

    /** The same at another rate. */
    public Job at(long bitsPerSecond) {
        return new Job(from, to, flows, outputs, bitsPerSecond, passphrase);
    }

    public int receivers() {
        return flows * outputs;
    }

    public int inPort() {
        return IN + offset();
    }

    public int outPort() {
        return OUT + offset();
    }

    /** Free for what a relay has inside. */
    public int betweenPort() {
        return BETWEEN + offset();
    }

    private static int offset() {
        return Integer.getInteger("flotilla.port-offset", 0);
    }
}

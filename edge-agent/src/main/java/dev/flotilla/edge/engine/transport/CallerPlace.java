package dev.flotilla.edge.engine.transport;

/** A caller's place on a local port, kept while its socket is open. The caller says how much it carries. */
final class CallerPlace implements AutoCloseable {
    /** Of a caller that has not been measured yet: fifty of them fill a port. */
    private static final long FIRST_GUESS_BPS = CallerPorts.LIMIT_BPS / 50;

    private final CallerPorts ports;
    private final boolean isEncrypted;
    final CallerPort port;
    private volatile long rateBps = FIRST_GUESS_BPS;

    CallerPlace(CallerPorts ports, CallerPort port, boolean isEncrypted) {
        this.ports = ports;
        this.port = port;
        this.isEncrypted = isEncrypted;
    }

    /** What the caller carried lately, in bits per second. */
    void measured(long bps) {
        rateBps = bps;
    }

    long loadBps() {
        return isEncrypted ? rateBps * CallerPorts.LIMIT_BPS / CallerPorts.ENCRYPTED_LIMIT_BPS : rateBps;
    }

    /** Gives the place back. May be called again. */
    @Override
    public void close() {
        ports.leave(this);
    }
}

package dev.flotilla.control.flow;

/** How packets come in or go out. */
public enum Transport {
    SRT_LISTENER,
    SRT_CALLER,
    UDP,
    /** Alone, or with repair packets (SMPTE ST 2022-1). */
    RTP,
    RIST,
    /** Sources only: waits for a publisher. */
    RTMP_LISTENER,
    /** A source plays from a server, an output publishes to one. */
    RTMP_CALLER;

    /** What transports have in common that share options and a kind of secret. */
    enum Family {
        SRT,
        UDP,
        RTP,
        RIST,
        RTMP
    }

    Family family() {
        return switch (this) {
            case SRT_LISTENER, SRT_CALLER -> Family.SRT;
            case UDP -> Family.UDP;
            case RTP -> Family.RTP;
            case RIST -> Family.RIST;
            case RTMP_LISTENER, RTMP_CALLER -> Family.RTMP;
        };
    }
}

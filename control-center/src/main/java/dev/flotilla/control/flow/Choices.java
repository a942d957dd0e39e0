package dev.flotilla.control.flow;

import org.eclipse.microprofile.graphql.Name;

/** What a flow lets choose, in the words of the API; the contract's names begin with the type's. */
public final class Choices {
    private Choices() {}

    /** What RIST speaks: SIMPLE is TR-06-1, an even port and the next one; MAIN is TR-06-2, one port, encrypted if wished. */
    @Name("RistProfile")
    public enum Profile {
        SIMPLE,
        MAIN
    }

    /** How the links of one SRT connection share the work: everything on each, or on the first that works. */
    @Name("SrtBonding")
    public enum Bonding {
        BROADCAST,
        BACKUP
    }

    /** When a primary source that delivers again takes over again. */
    @Name("FailoverReturn")
    public enum Return {
        AT_ONCE,
        AFTER_HOLD_OFF,
        BY_HAND
    }

    /** How the copies of a packet are recognised: by sequence numbers (RTP, RIST), or by what they carry. */
    @Name("MergeMatch")
    public enum Match {
        SEQUENCE,
        CONTENT
    }
}

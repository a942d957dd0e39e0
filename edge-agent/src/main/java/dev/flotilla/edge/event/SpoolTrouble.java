package dev.flotilla.edge.event;

import org.jboss.logging.Logger;

/** Something that the disk does not do at present. Said in the log when it begins, when its reason changes and when it ends. */
final class SpoolTrouble {
    private static final Logger LOG = Logger.getLogger(SpoolTrouble.class);

    private final String what;
    private volatile String why = "";

    /** @param what as the beginning of a sentence for people */
    SpoolTrouble(String what) {
        this.what = what;
    }

    void is(Exception failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(why)) {
            why = reason;
            LOG.error(sentence());
        }
    }

    void isOver() {
        if (isPresent()) {
            LOG.infof("over: %s", sentence());
            why = "";
        }
    }

    boolean isPresent() {
        return !why.isEmpty();
    }

    String sentence() {
        return what + " (" + why + "): make room on the disk that holds the agent's data, and check that disk.";
    }
}

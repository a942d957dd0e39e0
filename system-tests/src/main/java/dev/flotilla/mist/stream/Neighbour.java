package dev.flotilla.mist.stream;

/** Another MistServer, as one sees it that pulls a stream from it by DTSC. */
public interface Neighbour {
    /**
     * Starts to take a stream.
     *
     * @param from the taker's address
     * @throws Denied when it is not online there, or a trigger says no
     */
    Session take(String stream, String from) throws Denied;

    void leave(Session session);

    boolean isSending(String stream);

    /** Finds a MistServer by its address. */
    @FunctionalInterface
    interface Directory {
        java.util.Optional<Neighbour> at(String host);
    }
}

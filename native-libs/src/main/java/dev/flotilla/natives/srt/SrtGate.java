package dev.flotilla.natives.srt;

/**
 * Decides who may connect to a listener. Called by a thread of libsrt in the middle of the handshake, while all connections
 * of that port wait: it answers from memory and does not block. What it throws counts as {@link SrtVerdict#UNAVAILABLE}.
 */
@FunctionalInterface
public interface SrtGate {
    /** What to say to a caller that asks for this stream; the id is empty when it sent none. */
    SrtVerdict decide(String streamId);

    /** The same for a link that belongs to a group of links, which may be one that is let in already. */
    default SrtVerdict decideLink(String streamId) {
        return decide(streamId);
    }
}

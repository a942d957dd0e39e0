package dev.flotilla.edge.foghorn.balance;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/** A client that was sent to a node for a stream, from the redirect until it is gone. */
public final class VirtualViewer {
    /** How far it came. */
    public enum State {
        /** Sent, and not seen there yet. */
        PENDING,
        /** Seen there. */
        ACTIVE,
        /** Seen, and gone. */
        DISCONNECTED,
        /** Never seen. */
        ABANDONED;

        boolean isOver() {
            return this == DISCONNECTED || this == ABANDONED;
        }
    }

    /** Since when it is in a state, and by how many of MistServer's sessions it watches. */
    record Phase(State state, long sinceNs, int sessions) {}

    final int slot;
    final String stream;
    final ClientAddress client;
    final long bytesPerS;
    final AtomicReference<Phase> phase;
    private final long id;

    VirtualViewer(long id, int slot, String stream, ClientAddress client, long bytesPerS, Phase phase) {
        this.id = id;
        this.slot = slot;
        this.stream = stream;
        this.client = client;
        this.bytesPerS = bytesPerS;
        this.phase = new AtomicReference<>(phase);
    }

    /** 16 hexadecimal digits that nobody can guess; what a redirect carries ("fvid"). */
    public String id() {
        return HexFormat.of().toHexDigits(id);
    }

    long number() {
        return id;
    }

    public State state() {
        return phase.get().state();
    }

    boolean is(int otherSlot, String otherStream, ClientAddress otherClient) {
        return slot == otherSlot && client.equals(otherClient) && stream.equals(otherStream);
    }
}

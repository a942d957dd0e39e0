package dev.flotilla.edge.helmsman.recording.ledger;

/** The disk does not give or take what is known of recordings. Try again later. */
public final class LedgerFailure extends RuntimeException {
    LedgerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.flotilla.edge.mroute.store;

/** The node's memory of its flows cannot be read or written. The message names the file. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    StoreFailure(String message) {
        super(message);
    }
}

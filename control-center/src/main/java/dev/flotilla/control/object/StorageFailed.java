package dev.flotilla.control.object;

/** The storage did not do what it should; what was asked may be asked again. */
public final class StorageFailed extends RuntimeException {
    StorageFailed(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }

    StorageFailed(String what) {
        super(what);
    }
}

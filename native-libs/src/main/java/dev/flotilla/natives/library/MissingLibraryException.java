package dev.flotilla.natives.library;

/** A shared library is not installed, or cannot be used. The message says which package to install. */
public final class MissingLibraryException extends RuntimeException {
    MissingLibraryException(String message) {
        super(message);
    }
}

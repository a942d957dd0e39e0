package dev.flotilla.control.flow;

/** How packets come in or go out. */
public enum Transport {
    SRT_LISTENER,
    SRT_CALLER,
    UDP;

    boolean isSrt() {
        return this != UDP;
    }
}

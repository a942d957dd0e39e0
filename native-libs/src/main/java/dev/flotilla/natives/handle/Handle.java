package dev.flotilla.natives.handle;

/** One open thing. Released exactly once, by its owner. */
public final class Handle {
    private final String what;
    private volatile boolean isOpen = true;

    Handle(String what) {
        this.what = what;
    }

    public boolean isOpen() {
        return isOpen;
    }

    /** Notes that the thing was closed; false when it had been closed before, and the owner must not close it again. */
    public synchronized boolean release() {
        boolean wasOpen = isOpen;
        isOpen = false;
        Handles.released(this);
        return wasOpen;
    }

    void ownerIsGarbage() {
        Handles.forgotten(this);
    }

    @Override
    public String toString() {
        return what;
    }
}

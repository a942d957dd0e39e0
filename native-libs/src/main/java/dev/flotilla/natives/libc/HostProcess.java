package dev.flotilla.natives.libc;

/** This process, as the kernel sees it. */
public final class HostProcess {
    private HostProcess() {}

    /**
     * Leaves the session and the process group of the parent, so that signals meant for them pass this process by. Harmless
     * when the process leads a group already.
     */
    public static void leaveSession() {
        LibC.setsid();
    }

    /** Sets the mode bits that new files and sockets lack, and returns those of before. Affects the whole process. */
    public static int umask(int bits) {
        return LibC.umask(bits);
    }
}

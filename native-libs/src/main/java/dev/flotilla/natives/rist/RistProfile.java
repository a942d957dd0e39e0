package dev.flotilla.natives.rist;

/** How much of RIST a connection uses ({@code enum rist_profile}). */
public enum RistProfile {
    /** TR-06-1: plain RTP on an even port, RTCP on the next one. */
    SIMPLE(0),
    /** TR-06-2: everything in one tunnel on one port, encrypted if so wished. */
    MAIN(1);

    final int number;

    RistProfile(int number) {
        this.number = number;
    }
}

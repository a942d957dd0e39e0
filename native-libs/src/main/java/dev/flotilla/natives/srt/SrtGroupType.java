package dev.flotilla.natives.srt;

/** How the links of a bonded connection share the work ({@code SRT_GROUP_TYPE}). */
public enum SrtGroupType {
    /** Everything goes by every link. */
    BROADCAST(1),
    /** Everything goes by the link of the greatest weight that works. */
    BACKUP(2);

    final int number;

    SrtGroupType(int number) {
        this.number = number;
    }
}

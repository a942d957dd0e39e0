package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the tables of a transport stream: keeps the program map up to date, and knows which table came when and how many were
 * broken. Times are those of the packet that brought a section to its end.
 */
final class Tables {
    private static final int ASSOCIATION = 0x00;
    private static final int CONDITIONAL_ACCESS = 0x01;
    private static final int PROGRAM_MAP = 0x02;
    private static final int LONG_FORM = 0x80;

    /** A section of the long form that holds nothing but its header and checksum. */
    private static final int SHORTEST = 12;

    private final ProgramMap map = new ProgramMap();
    private final SectionReader.Sink sections = this::section;
    private final SectionReader association = new SectionReader(sections);
    private final SectionReader access = new SectionReader(sections);
    private final SectionReader network = new SectionReader(sections);
    private final SectionReader services = new SectionReader(sections);
    private final SectionReader[] programs = new SectionReader[ProgramMap.MAX_PROGRAMS];
    private final long[] mapMs = new long[ProgramMap.MAX_PROGRAMS];
    private final long[] changedMs = new long[ProgramMap.MAX_PROGRAMS];
    private long nowMs;
    private long associationMs;
    private long accessMs;
    private long checksumErrors;
    private long strayAssociations;

    Tables() {
        for (int i = 0; i < programs.length; i++) {
            programs[i] = new SectionReader(sections);
        }
    }

    ProgramMap map() {
        return map;
    }

    /** Takes a packet of a PID whose role is {@link ProgramMap#TABLE}. */
    void push(int pid, ByteBuffer bytes, int at, long atMs) {
        nowMs = atMs;
        switch (pid) {
            case ProgramMap.PAT -> association.push(pid, bytes, at);
            case ProgramMap.CAT -> access.push(pid, bytes, at);
            case ProgramMap.NIT -> network.push(pid, bytes, at);
            case ProgramMap.SDT -> services.push(pid, bytes, at);
            default -> pushMap(pid, bytes, at);
        }
    }

    private void pushMap(int pid, ByteBuffer bytes, int at) {
        for (int i = 0; i < map.programCount(); i++) {
            if (map.program(i).mapPid() == pid) {
                programs[i].push(pid, bytes, at);
                return;
            }
        }
    }

    private void section(int pid, byte[] section, int length) {
        int table = section[0] & 0xff;
        boolean hasChecksum = (section[1] & LONG_FORM) != 0;
        boolean isTooShort = table <= PROGRAM_MAP && (!hasChecksum || length < SHORTEST);
        if (isTooShort || (hasChecksum && SectionChecksum.of(section, length) != 0)) {
            checksumErrors++;
            return;
        }
        if (pid == ProgramMap.PAT && table != ASSOCIATION) {
            strayAssociations++;
        } else if (pid == ProgramMap.PAT) {
            associationMs = nowMs;
            if (map.readAssociation(section, length)) {
                Arrays.fill(mapMs, nowMs);
                Arrays.fill(changedMs, nowMs);
            }
        } else if (pid == ProgramMap.CAT && table == CONDITIONAL_ACCESS) {
            accessMs = nowMs;
        } else if (table == PROGRAM_MAP) {
            noteMap(pid, map.readMap(pid, section, length));
        }
    }

    private void noteMap(int pid, boolean isChanged) {
        for (int i = 0; i < map.programCount(); i++) {
            if (map.program(i).mapPid() == pid) {
                mapMs[i] = nowMs;
                changedMs[i] = isChanged ? nowMs : changedMs[i];
            }
        }
    }

    /** When the program association table last came; 0 when it never did. */
    long associationMs() {
        return associationMs;
    }

    /** When the conditional access table last came; 0 when it never did. */
    long accessMs() {
        return accessMs;
    }

    /** When the program became what it is, by either table. */
    long changedMs(int program) {
        return changedMs[program];
    }

    /** When the map of that program last came, or when the program appeared. */
    long mapMs(int program) {
        return mapMs[program];
    }

    /** Sections with a wrong checksum, or without one although their table has it. */
    long checksumErrors() {
        return checksumErrors;
    }

    /** Sections on PID 0 that are no program association table. */
    long strayAssociations() {
        return strayAssociations;
    }
}

package dev.flotilla.edge.engine.stream;

import java.util.Arrays;

/**
 * Which PID of a transport stream is what, as its program association and program map tables say. Up to 16 programs of 32
 * streams; what is beyond is left out. A stream that has brought no tables yet has an empty map.
 */
public final class ProgramMap {
    /** Instead of a PID. */
    public static final int NONE = -1;

    public static final int MAX_PROGRAMS = 16;

    static final int MAX_STREAMS = 32;

    static final int PIDS = 8_192;
    static final int PAT = 0;
    static final int CAT = 1;
    static final int NIT = 0x10;
    static final int SDT = 0x11;
    static final int TABLE = 1;
    static final int CLOCK = 2;
    static final int STREAM = 4;

    private static final int NO_CLOCK = TsPacket.NULL_PID;
    private static final int PROGRAMS_AT = 8;
    private static final int CHECKSUM = 4;

    private final byte[] roles = new byte[PIDS];
    private final Program[] programs = new Program[MAX_PROGRAMS];
    private int programCount;
    private int checksum;

    /** One program; an unknown one has no streams yet. */
    static final class Program {
        private final int[] pids = new int[MAX_STREAMS];
        private final int[] types = new int[MAX_STREAMS];
        private int number;
        private int mapPid;
        private int clockPid;
        private int streamCount;
        private int checksum;

        private void begin(int newNumber, int newMapPid) {
            number = newNumber;
            mapPid = newMapPid;
            clockPid = NO_CLOCK;
            streamCount = 0;
            checksum = 0;
        }

        int mapPid() {
            return mapPid;
        }

        int streamCount() {
            return streamCount;
        }

        int pid(int stream) {
            return pids[stream];
        }

        /** Whether something of that stream is in every second of the program, as of pictures and sound. */
        boolean isSteady(int stream) {
            return StreamType.isVideo(types[stream]) || StreamType.isAudio(types[stream]);
        }
    }

    ProgramMap() {
        for (int i = 0; i < MAX_PROGRAMS; i++) {
            programs[i] = new Program();
        }
        assign();
    }

    /** What each PID is, kept up to date: {@link #TABLE}, {@link #CLOCK}, {@link #STREAM}, added up; 0 if nothing says so. */
    byte[] roles() {
        return roles;
    }

    int programCount() {
        return programCount;
    }

    Program program(int i) {
        return programs[i];
    }

    /** The PID on which to begin with the stream: pictures if there are any, else the clock's; {@link #NONE} if unknown. */
    public int entryPid() {
        int clock = NONE;
        for (int i = 0; i < programCount; i++) {
            Program program = programs[i];
            for (int stream = 0; stream < program.streamCount; stream++) {
                if (StreamType.isVideo(program.types[stream])) {
                    return program.pids[stream];
                }
            }
            clock = clock == NONE && program.clockPid != NO_CLOCK ? program.clockPid : clock;
        }
        return clock;
    }

    /** Fills in the PIDs with clock references, each once, and answers how many there are. */
    public int copyClockPids(int[] pids) {
        int count = 0;
        for (int i = 0; i < programCount; i++) {
            int pid = programs[i].clockPid;
            if (pid != NO_CLOCK && !contains(pids, count, pid)) {
                pids[count++] = pid;
            }
        }
        return count;
    }

    private static boolean contains(int[] pids, int count, int pid) {
        for (int i = 0; i < count; i++) {
            if (pids[i] == pid) {
                return true;
            }
        }
        return false;
    }

    /** Takes a valid section of the program association table, and answers whether it changes anything. */
    boolean readAssociation(byte[] section, int length) {
        if (checksum == checksum(section, length) || !isCurrent(section, length) || section[6] != 0) {
            return false;
        }
        checksum = checksum(section, length);
        programCount = 0;
        for (int at = PROGRAMS_AT; at + 4 <= length - CHECKSUM && programCount < MAX_PROGRAMS; at += 4) {
            int number = uint16(section, at);
            if (number != 0) {
                programs[programCount++].begin(number, pid(section, at + 2));
            }
        }
        assign();
        return true;
    }

    /** Takes a valid section of a program map table, and answers whether it changes anything. */
    boolean readMap(int pid, byte[] section, int length) {
        boolean isChanged = false;
        for (int i = 0; i < programCount && length > PROGRAMS_AT + 4 + CHECKSUM; i++) {
            Program program = programs[i];
            boolean isOfIt = program.mapPid == pid && program.number == uint16(section, 3);
            if (isOfIt && program.checksum != checksum(section, length) && isCurrent(section, length)) {
                program.checksum = checksum(section, length);
                read(program, section, length - CHECKSUM);
                assign();
                isChanged = true;
            }
        }
        return isChanged;
    }

    private static void read(Program program, byte[] section, int end) {
        program.clockPid = pid(section, 8);
        program.streamCount = 0;
        int at = 12 + (uint16(section, 10) & 0x0fff);
        while (at + 5 <= end && program.streamCount < MAX_STREAMS) {
            program.types[program.streamCount] = section[at] & 0xff;
            program.pids[program.streamCount++] = pid(section, at + 1);
            at += 5 + (uint16(section, at + 3) & 0x0fff);
        }
    }

    private void assign() {
        Arrays.fill(roles, (byte) 0);
        roles[PAT] = TABLE;
        roles[CAT] = TABLE;
        roles[NIT] = TABLE;
        roles[SDT] = TABLE;
        for (int i = 0; i < programCount; i++) {
            Program program = programs[i];
            roles[program.mapPid] |= TABLE;
            roles[program.clockPid] |= CLOCK;
            for (int stream = 0; stream < program.streamCount; stream++) {
                roles[program.pids[stream]] |= STREAM;
            }
        }
        roles[TsPacket.NULL_PID] = 0;
    }

    private static boolean isCurrent(byte[] section, int length) {
        return length >= PROGRAMS_AT + CHECKSUM && (section[5] & 1) != 0;
    }

    private static int checksum(byte[] section, int length) {
        return uint16(section, length - 4) << 16 | uint16(section, length - 2);
    }

    private static int pid(byte[] section, int at) {
        return uint16(section, at) & 0x1fff;
    }

    private static int uint16(byte[] section, int at) {
        return (section[at] & 0xff) << 8 | (section[at + 1] & 0xff);
    }
}

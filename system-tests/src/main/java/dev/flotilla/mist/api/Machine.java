package dev.flotilla.mist.api;

/** The computer on which a simulated MistServer runs: how busy it says to be. */
public final class Machine {
    private static final long MEMORY_KIB = 16L << 20;

    private volatile int cpuPermille = 100;
    private volatile long memoryUsedKib = MEMORY_KIB / 10;
    private volatile long sharedUsedKib = MEMORY_KIB / 100;

    public int cpuPermille() {
        return cpuPermille;
    }

    /** How much of all cores is in use. */
    public void setCpuPermille(int permille) {
        cpuPermille = permille;
    }

    public long memoryKib() {
        return MEMORY_KIB;
    }

    public long memoryUsedKib() {
        return memoryUsedKib;
    }

    public long sharedUsedKib() {
        return sharedUsedKib;
    }

    /** How many thousandths are in use. */
    public void setMemoryUsed(int ofThousand) {
        memoryUsedKib = MEMORY_KIB * ofThousand / 1_000;
    }

    /** How many thousandths of the shared memory are in use. */
    public void setSharedMemoryUsed(int ofThousand) {
        sharedUsedKib = MEMORY_KIB * ofThousand / 1_000;
    }
}

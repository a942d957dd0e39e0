package dev.flotilla.edge.node;

/** Memory of the machine ({@code /proc/meminfo}); what the kernel could free at once does not count as used. */
record MemoryUse(long usedBytes, long totalBytes) {
    static MemoryUse parse(String procMeminfo) {
        long total = Lines.bytesOfKilobytes(Lines.first(procMeminfo, "MemTotal:"));
        long available = Lines.bytesOfKilobytes(Lines.first(procMeminfo, "MemAvailable:"));
        return new MemoryUse(Math.max(0, total - available), total);
    }
}

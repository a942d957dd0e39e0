package dev.flotilla.control.stream.vod;

import java.util.stream.IntStream;

/** How a file is cut: parts of one size, and a last one with the rest. */
record PartSizes(long fileBytes, long partBytes) {
    private static final int MOST_PARTS = 1000;
    private static final long MEGABYTE = 1 << 20;

    /** Parts of that size, or of as many whole megabytes as it takes to have no more than 1,000. */
    static PartSizes of(long fileBytes, long usualBytes) {
        long needed = Math.ceilDiv(Math.ceilDiv(fileBytes, MOST_PARTS), MEGABYTE) * MEGABYTE;
        return new PartSizes(fileBytes, Math.max(usualBytes, needed));
    }

    int count() {
        return Math.toIntExact(Math.ceilDiv(fileBytes, partBytes));
    }

    /** Of the part of that number, from 1 on. */
    long bytesOf(int number) {
        return Math.min(partBytes, fileBytes - (number - 1) * partBytes);
    }

    IntStream numbers() {
        return IntStream.rangeClosed(1, count());
    }
}

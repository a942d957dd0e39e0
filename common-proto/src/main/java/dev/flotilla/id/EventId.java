package dev.flotilla.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/** Something that happened, once. The value holds a version 7 UUID (RFC 9562 5.7), so ids sort by time. */
public record EventId(String value) {
    private static final int BYTES = 16;
    private static final IdFormat FORMAT = new IdFormat("event", "evt", BYTES);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException naming the value when it is not "evt_" and 32 lower-case hexadecimal digits */
    public EventId {
        FORMAT.check(value);
    }

    /** A new id for something that happened at that time. */
    public static EventId at(Instant time) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(time, bytes);
    }

    /**
     * The id of what is known by its nature: the same for the same time and nature, so that who tells of it twice makes one
     * event of it.
     */
    public static EventId of(Instant time, String nature) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(nature.getBytes(StandardCharsets.UTF_8));
            return of(time, Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static EventId of(Instant time, byte[] bytes) {
        ByteBuffer.wrap(bytes).putShort(0, (short) (time.toEpochMilli() >>> 32)).putInt(2, (int) time.toEpochMilli());
        bytes[6] = (byte) (0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte) (0x80 | (bytes[8] & 0x3f));
        return new EventId(FORMAT.of(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}

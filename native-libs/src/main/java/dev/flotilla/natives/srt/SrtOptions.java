package dev.flotilla.natives.srt;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.charset.StandardCharsets;

/** Sets and reads the options of one socket. */
final class SrtOptions {
    private static final int TEXT_BYTES = 520;

    private final int socket;

    SrtOptions(int socket) {
        this.socket = socket;
    }

    void set(SrtOption option, long value) throws SrtException {
        int length = switch (option.kind) {
            case INTEGER, BOOLEAN -> 4;
            case LONG -> 8;
            case TEXT -> throw new IllegalArgumentException("option " + option + " takes a text");
        };
        try (var memory = OffHeap.allocate(8)) {
            memory.bytes().putLong(0, value);
            write(option, memory, length, Long.toString(value));
        }
    }

    void set(SrtOption option, String value) throws SrtException {
        if (option.kind != SrtOption.Kind.TEXT) {
            throw new IllegalArgumentException("option " + option + " takes no text");
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        try (var memory = OffHeap.allocate(text.length + 1)) {
            memory.bytes().put(0, text);
            write(option, memory, text.length, text.length + " bytes");
        }
    }

    long number(SrtOption option) throws SrtException {
        try (var memory = OffHeap.allocate(16)) {
            memory.bytes().putInt(8, 8);
            read(option, memory, 8);
            // Booleans come as one byte, integers as four; the rest of the memory is zero.
            return option.kind == SrtOption.Kind.LONG
                    ? memory.bytes().getLong(0)
                    : memory.bytes().getInt(0);
        }
    }

    String text(SrtOption option) throws SrtException {
        try (var memory = OffHeap.allocate(TEXT_BYTES + 4)) {
            memory.bytes().putInt(TEXT_BYTES, TEXT_BYTES);
            read(option, memory, TEXT_BYTES);
            byte[] text = new byte[memory.bytes().getInt(TEXT_BYTES)];
            memory.bytes().get(0, text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** The value in words leaves a text out: it may be a secret. */
    private void write(SrtOption option, OffHeap memory, int length, String words) throws SrtException {
        int result = LibSrt.srt_setsockflag(socket, option.number, memory.address(), length);
        SrtException.check(result, "set option " + option + " to " + words);
    }

    private void read(SrtOption option, OffHeap memory, int lengthAt) throws SrtException {
        long length = memory.address() + lengthAt;
        SrtException.check(
                LibSrt.srt_getsockflag(socket, option.number, memory.address(), length), "read option " + option);
    }
}

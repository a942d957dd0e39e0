package dev.flotilla.edge.media.rtmp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AMF 0, the values of RTMP commands (Adobe, 2007): a number is a {@code Double}, a text a {@code String}, an object a
 * {@code Map}, an array a {@code List}.
 */
final class Amf0 {
    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int ECMA_ARRAY = 8;
    private static final int OBJECT_END = 9;
    private static final int STRICT_ARRAY = 10;
    private static final int DATE = 11;
    private static final int LONG_STRING = 12;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 1_000;

    private final ByteBuffer bytes;
    private int values;

    private Amf0(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** All values from there to the end. */
    static List<@Nullable Object> read(byte[] body, int offset) throws RtmpException {
        var reader = new Amf0(ByteBuffer.wrap(body, offset, body.length - offset));
        try {
            List<@Nullable Object> all = new ArrayList<>();
            while (reader.bytes.hasRemaining()) {
                all.add(reader.value(0));
            }
            return all;
        } catch (BufferUnderflowException e) {
            throw new RtmpException("a command ends in the middle of a value");
        }
    }

    private @Nullable Object value(int depth) throws RtmpException {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            throw new RtmpException("a command has too many values");
        }
        int type = bytes.get();
        return switch (type) {
            case NUMBER -> bytes.getDouble();
            case BOOLEAN -> bytes.get() != 0;
            case STRING -> text(Short.toUnsignedInt(bytes.getShort()));
            case LONG_STRING -> text(bytes.getInt());
            case NULL, UNDEFINED -> null;
            case OBJECT -> members(depth);
            case ECMA_ARRAY -> {
                bytes.getInt();
                yield members(depth);
            }
            case STRICT_ARRAY -> elements(bytes.getInt(), depth);
            case DATE -> {
                double ms = bytes.getDouble();
                bytes.getShort();
                yield ms;
            }
            default -> throw new RtmpException("a command has a value of the unknown type " + type);
        };
    }

    private Map<String, @Nullable Object> members(int depth) throws RtmpException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (true) {
            String name = text(Short.toUnsignedInt(bytes.getShort()));
            if (name.isEmpty() && bytes.get(bytes.position()) == OBJECT_END) {
                bytes.get();
                return members;
            }
            members.put(name, value(depth + 1));
        }
    }

    private List<@Nullable Object> elements(int count, int depth) throws RtmpException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private String text(int length) throws RtmpException {
        if (length < 0 || length > bytes.remaining()) {
            throw new RtmpException("a command has a text that is longer than itself");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Those values one after the other. */
    static byte[] write(List<? extends @Nullable Object> values) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (Object value : values) {
                write(out, value);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.write(NULL);
            case Number number -> {
                out.write(NUMBER);
                out.writeDouble(number.doubleValue());
            }
            case Boolean flag -> {
                out.write(BOOLEAN);
                out.writeBoolean(flag);
            }
            case String text -> {
                out.write(STRING);
                name(out, text);
            }
            case List<?> elements -> {
                out.write(STRICT_ARRAY);
                out.writeInt(elements.size());
                for (Object element : elements) {
                    write(out, element);
                }
            }
            case Map<?, ?> members -> {
                out.write(OBJECT);
                for (var member : members.entrySet()) {
                    name(out, String.valueOf(member.getKey()));
                    write(out, member.getValue());
                }
                name(out, "");
                out.write(OBJECT_END);
            }
            default -> throw new IllegalArgumentException("no AMF 0 for a " + value.getClass());
        }
    }

    private static void name(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes in a command");
        }
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}

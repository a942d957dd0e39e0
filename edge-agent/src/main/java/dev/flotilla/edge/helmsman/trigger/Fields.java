package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.mist.PeerAddress;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The lines of a trigger's body, exactly: an empty one at the end is a field too, and more than expected are no harm. */
record Fields(List<String> lines) {
    /** 64 bits all set: "no packet". */
    private static final long NONE = -1;

    static Fields of(String body) {
        return new Fields(List.of(body.split("\n", -1)));
    }

    /** @throws IllegalArgumentException naming the trigger when it has fewer fields */
    Fields atLeast(int fields, String trigger) {
        if (lines.size() < fields) {
            throw new IllegalArgumentException(
                    "%s has %d fields, and needs %d".formatted(trigger, lines.size(), fields));
        }
        return this;
    }

    boolean has(int field) {
        return field < lines.size();
    }

    String text(int field) {
        return has(field) ? lines.get(field) : "";
    }

    MistStream stream(int field) {
        return new MistStream(text(field));
    }

    String host(int field) {
        return PeerAddress.plain(text(field));
    }

    /** An unsigned count; one that cannot be is 0. */
    long count(int field) {
        return Math.max(0, number(text(field)));
    }

    /** A media time; empty for the largest unsigned number, by which MistServer says that there is none. */
    OptionalLong time(int field) {
        long value = number(text(field));
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** What stands between commas; nothing where the line is empty. */
    List<String> list(int field) {
        String line = text(field);
        return line.isEmpty() ? List.of() : Arrays.asList(line.split(",", -1));
    }

    List<Long> counts(int field) {
        return list(field).stream().map(number -> Math.max(0, number(number))).toList();
    }

    /** Signed as it is, unsigned above: so what is beyond the signed ones is negative. */
    private static long number(String text) {
        try {
            return text.startsWith("-") ? NONE : Long.parseUnsignedLong(text);
        } catch (NumberFormatException senseless) {
            return NONE;
        }
    }
}

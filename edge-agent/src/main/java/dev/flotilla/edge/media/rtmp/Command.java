package dev.flotilla.edge.media.rtmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of the other end, or its answer to one.
 *
 * @param number of the call, which its answer repeats; 0 when none is wanted
 * @param arguments the first is the "command object" or null
 */
record Command(String name, double number, List<? extends @Nullable Object> arguments) {
    static final String RESULT = "_result";
    static final String ERROR = "_error";
    static final String STATUS = "onStatus";

    static Command of(String name, double number, @Nullable Object... arguments) {
        return new Command(name, number, Arrays.asList(arguments));
    }

    /** The status that a stream of this end has now. */
    static Command status(String level, String code, String description) {
        return of(STATUS, 0, null, Map.of("level", level, "code", code, "description", description));
    }

    /** Reads a message of type {@code COMMAND} or {@code COMMAND_AMF3}, which differ in one byte at the front. */
    static Command read(RtmpMessage message) throws RtmpException {
        List<@Nullable Object> values = Amf0.read(
                message.body(), message.type() == RtmpMessage.COMMAND_AMF3 && message.body().length > 0 ? 1 : 0);
        if (values.isEmpty() || !(values.getFirst() instanceof String name)) {
            throw new RtmpException("a command has no name");
        }
        // Some servers announce things without a number.
        double number = values.size() > 1 && values.get(1) instanceof Double given ? given : 0;
        return new Command(name, number, values.subList(Math.min(2, values.size()), values.size()));
    }

    byte[] bytes() {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(name);
        values.add(number);
        values.addAll(arguments);
        return Amf0.write(values);
    }

    /** The argument at that place as a text; empty when it is none. */
    String text(int index) {
        return index < arguments.size() && arguments.get(index) instanceof String text ? text : "";
    }

    /** The argument at that place as a number; 0 when it is none. */
    int number(int index) {
        return index < arguments.size() && arguments.get(index) instanceof Double value ? value.intValue() : 0;
    }

    /** A text in the first argument that is an object and has it; empty when none does. */
    String member(String key) {
        for (Object argument : arguments) {
            if (argument instanceof Map<?, ?> members && members.get(key) instanceof String text) {
                return text;
            }
        }
        return "";
    }
}

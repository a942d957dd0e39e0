package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.flotilla.edge.mroute.flow.FlowJson;
import dev.flotilla.edge.mroute.flow.FlowRefusal;
import org.jspecify.annotations.Nullable;

/** What came: the path is decoded, the limit is as the client wrote it. */
record Request(String method, String path, @Nullable String limit, String body) {
    private static final int MAX_LIMIT = 10_000;

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    /** The body as JSON; a body that is JSON's null is an empty object, as in mroute. */
    <T> T read(Class<T> type) {
        try {
            T value = FlowJson.read(body, type);
            return value == null ? FlowJson.read("{}", type) : value;
        } catch (JsonProcessingException malformed) {
            throw FlowRefusal.invalid("invalid body");
        }
    }

    /** How many the client wants; anything but a positive number means the default. */
    int limit(int otherwise) {
        try {
            int wanted = limit == null ? 0 : Integer.parseInt(limit);
            return wanted <= 0 ? otherwise : Math.min(wanted, MAX_LIMIT);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}

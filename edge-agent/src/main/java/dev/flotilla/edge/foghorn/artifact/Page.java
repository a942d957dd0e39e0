package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * Part of a long list.
 *
 * @param page from 1 on
 * @param limit how many on each
 */
record Page(int page, int limit) {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 1_000;

    static Page of(Query query) {
        return new Page(number(query, "page", 1, 1_000_000), number(query, "limit", USUAL_LIMIT, MOST));
    }

    /** @param key under which the list is told */
    JsonObject json(String key, List<Known> all, Function<Known, JsonObject> write) {
        List<JsonObject> shown =
                all.stream().skip((page - 1L) * limit).limit(limit).map(write).toList();
        return new JsonObject()
                .put(key, new JsonArray(shown))
                .put("total", all.size())
                .put("page", page)
                .put("limit", limit);
    }

    private static int number(Query query, String key, int usual, int most) {
        String text = query.get(key);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new InvalidRequest(key, text, "must be 1 to %d".formatted(most));
    }
}

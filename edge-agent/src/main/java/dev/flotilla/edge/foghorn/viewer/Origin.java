package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.http.Call;
import java.util.Optional;

/**
 * Where viewers reach this Foghorn.
 *
 * @param configured scheme, host and port, as the operator has set them; else it is what the viewer asked
 */
record Origin(Optional<String> configured) {
    /** Without a slash at its end. */
    String of(Call call) {
        String origin = configured.orElseGet(() -> call.request().scheme() + "://"
                + Optional.ofNullable(call.request().authority())
                        .map(Object::toString)
                        .orElse("localhost"));
        return origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }
}

package dev.flotilla.edge.foghorn.place;

import dev.flotilla.edge.foghorn.balance.Position;
import org.jspecify.annotations.Nullable;

/**
 * What is known of where somebody is.
 *
 * @param position null when unknown
 * @param country ISO 3166-1 alpha-2; empty when unknown
 * @param city its English name; empty when unknown
 */
public record Whereabouts(@Nullable Position position, String country, String city) {
    public static final Whereabouts UNKNOWN = new Whereabouts(null, "", "");

    public Whereabouts at(Position exactly) {
        return new Whereabouts(exactly, country, city);
    }
}

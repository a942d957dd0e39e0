package dev.flotilla.edge.foghorn.place;

import dev.flotilla.edge.foghorn.balance.Position;
import org.jspecify.annotations.Nullable;

/** Reads coordinates as text. */
final class Coordinates {
    private Coordinates() {}

    /** Decimal degrees; null where they are missing, or no position. */
    static @Nullable Position parse(@Nullable String latitude, @Nullable String longitude) {
        if (latitude == null || longitude == null) {
            return null;
        }
        try {
            return Position.of(Double.parseDouble(latitude.strip()), Double.parseDouble(longitude.strip()));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}

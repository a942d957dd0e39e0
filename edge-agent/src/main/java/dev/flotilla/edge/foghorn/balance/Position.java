package dev.flotilla.edge.foghorn.balance;

import org.jspecify.annotations.Nullable;

/** A place on the globe, in degrees. Never exactly 0, 0: that is what a device says that does not know. */
public record Position(double latitude, double longitude) {
    private static final double EARTH_RADIUS_KM = 6371;

    public Position {
        if (!isValid(latitude, longitude)) {
            throw new IllegalArgumentException("no position: latitude %s, longitude %s".formatted(latitude, longitude));
        }
    }

    /** The position, or null when the figures are none. */
    public static @Nullable Position of(double latitude, double longitude) {
        return isValid(latitude, longitude) ? new Position(latitude, longitude) : null;
    }

    private static boolean isValid(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && !(latitude == 0 && longitude == 0);
    }

    /** Along the surface. */
    public double distanceKm(Position other) {
        double cosine = x() * other.x() + y() * other.y() + z() * other.z();
        return EARTH_RADIUS_KM * Math.acos(Math.clamp(cosine, -1, 1));
    }

    /** MistServer takes a latitude or longitude of 0 for none. */
    boolean isKnownToMist() {
        return latitude != 0 && longitude != 0;
    }

    /* The unit vector from the middle of the earth: the cosine of the angle between two places is their dot product. */

    double x() {
        return Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(longitude));
    }

    double y() {
        return Math.cos(Math.toRadians(latitude)) * Math.sin(Math.toRadians(longitude));
    }

    double z() {
        return Math.sin(Math.toRadians(latitude));
    }
}

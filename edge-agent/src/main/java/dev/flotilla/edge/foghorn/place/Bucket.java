package dev.flotilla.edge.foghorn.place;

import dev.flotilla.edge.foghorn.balance.Position;

/**
 * An area of about 250 square kilometres. Rows of a seventh of a degree go round the globe, each cut into as many equal
 * parts as make that area, so that a bucket near a pole is no smaller than one on the equator.
 *
 * @param name row and part ("986-1052"): the same for all points of the bucket, and for no other bucket
 * @param latitude of the middle, degrees
 * @param longitude of the middle, degrees
 */
public record Bucket(String name, double latitude, double longitude) {
    private static final double AREA_KM2 = 250;
    private static final double EQUATOR_KM = 40_030;
    private static final double ROW_DEGREES = 1.0 / 7;
    private static final double ROW_KM = EQUATOR_KM / 360 * ROW_DEGREES;
    private static final int LAST_ROW = 180 * 7 - 1;

    /** The bucket that holds a position. */
    public static Bucket of(Position position) {
        int row = Math.min(LAST_ROW, (int) Math.floor((position.latitude() + 90) / ROW_DEGREES));
        double middle = (row + 0.5) * ROW_DEGREES - 90;
        int parts = parts(middle);
        double width = 360.0 / parts;
        int part = Math.min(parts - 1, (int) Math.floor((position.longitude() + 180) / width));
        return new Bucket(row + "-" + part, rounded(middle), rounded((part + 0.5) * width - 180));
    }

    /** How many buckets a row has whose middle is at that latitude. */
    private static int parts(double latitude) {
        double rowKm2 = EQUATOR_KM * Math.cos(Math.toRadians(latitude)) * ROW_KM;
        return Math.max(1, (int) Math.round(rowKm2 / AREA_KM2));
    }

    /** Four decimals, about ten metres: a middle needs no more. */
    private static double rounded(double degrees) {
        return Math.round(degrees * 10_000) / 10_000.0;
    }
}

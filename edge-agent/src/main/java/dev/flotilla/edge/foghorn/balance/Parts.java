package dev.flotilla.edge.foghorn.balance;

/** The parts of a score, in whole numbers: multiplied first, then divided. */
final class Parts {
    private static final int STEPS = 512;

    private final Weights weights;
    private final int[] mostGeo = new int[2 * STEPS + 1];

    Parts(Weights weights) {
        this.weights = weights;
        for (int step = 0; step < mostGeo.length; step++) {
            double mostCosine = Math.min(1, (step + 1.0) / STEPS - 1);
            mostGeo[step] = (int) (weights.geo() - weights.geo() * distance(mostCosine)) + 1;
        }
    }

    Weights weights() {
        return weights;
    }

    int cpu(Load load) {
        return weights.cpu() - load.cpuPermille() * weights.cpu() / 1000;
    }

    int ram(Load load) {
        Load.Share memory = load.memory();
        return (int) Math.max(0, weights.ram() - memory.used() * weights.ram() / memory.total());
    }

    /** @param used below the limit */
    int bandwidth(long used, long limit) {
        return (int) (weights.bandwidth() - used * weights.bandwidth() / limit);
    }

    /** Foghorn's: what the distance costs is cut off. */
    int geo(double cosine) {
        return weights.geo() - (int) (weights.geo() * distance(cosine));
    }

    /** MistServer's: what is left is cut off. */
    int geoOfMist(double cosine) {
        return (int) (weights.geo() - weights.geo() * distance(cosine));
    }

    /** No less than either, without the arc cosine. */
    int mostGeo(double cosine) {
        return mostGeo[Math.clamp((int) ((cosine + 1) * STEPS), 0, 2 * STEPS)];
    }

    /** Along the surface: 0 for the same place, 1 for the other end of the world. */
    private static double distance(double cosine) {
        return Math.acos(Math.clamp(cosine, -1, 1)) / Math.PI;
    }
}

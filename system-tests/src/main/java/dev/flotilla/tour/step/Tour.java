package dev.flotilla.tour.step;

import java.io.IOException;
import java.util.List;

/** A walk of one user through one capability of the running product. Its steps build on each other. */
public interface Tour extends AutoCloseable {
    /** In order; each needs those before it. */
    List<Step> steps();

    /** Ends and removes what the walk made, however far it came. */
    @Override
    void close() throws IOException;
}

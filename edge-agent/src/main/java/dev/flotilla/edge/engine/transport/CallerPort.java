package dev.flotilla.edge.engine.transport;

import dev.flotilla.edge.engine.processor.Placement;
import java.util.ArrayList;
import java.util.List;

/** One local port from which callers dial, and who dials from it. Guarded by its {@link CallerPorts}. */
final class CallerPort {
    final boolean isV6;
    /** Where its two threads run; may be {@link Placement#ANYWHERE}. */
    final int processor;

    private final List<CallerPlace> places = new ArrayList<>();
    /** 0 until the first caller is bound. */
    int number;

    CallerPort(boolean isV6, int processor) {
        this.isV6 = isV6;
        this.processor = processor;
    }

    void add(CallerPlace place) {
        places.add(place);
    }

    /** True when nobody is left. */
    boolean remove(CallerPlace place) {
        places.remove(place);
        return places.isEmpty();
    }

    /** What all of its callers send and receive, an encrypted bit for more than a plain one. */
    long loadBps() {
        long load = 0;
        for (CallerPlace place : places) {
            load += place.loadBps();
        }
        return load;
    }
}

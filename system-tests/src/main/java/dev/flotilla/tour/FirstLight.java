package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.step.Tour;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** From an empty fleet to a stream that survives every crash: joining, streaming, crashing, leaving. */
public final class FirstLight implements Tour {
    private final Walk walk;
    private final Joining joining;
    private final Streaming streaming;
    private final Crashing crashing;

    public FirstLight(Fleet fleet) throws IOException {
        walk = new Walk(fleet);
        joining = new Joining(walk);
        streaming = new Streaming(walk);
        crashing = new Crashing(walk);
    }

    @Override
    public List<Step> steps() {
        return Stream.of(joining.steps(), streaming.steps(), crashing.steps(), joining.lastSteps())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}

package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.step.Tour;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What the transport engine does for a network operator: two lines for one stream, and every protocol in and out. */
public final class Transport implements Tour {
    private final TransportWalk walk;
    private final SwitchingLines switching;
    private final MergingLines merging;
    private final Protocols protocols;

    public Transport(Fleet fleet) throws IOException {
        walk = new TransportWalk(fleet);
        switching = new SwitchingLines(walk);
        merging = new MergingLines(walk);
        protocols = new Protocols(walk);
    }

    @Override
    public List<Step> steps() {
        return Stream.of(switching.steps(), merging.steps(), protocols.steps())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}

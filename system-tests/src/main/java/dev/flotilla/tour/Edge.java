package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.step.Tour;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A region of MistServers that routes every viewer to the best node: gathering, broadcasting, protecting, keeping, spreading,
 * failing.
 */
public final class Edge implements Tour {
    private final EdgeWalk walk;
    private final List<Step> steps;

    public Edge(Fleet fleet) throws IOException {
        walk = new EdgeWalk(fleet);
        steps = Stream.of(
                        new GatheringNodes(walk).steps(),
                        new Broadcasting(walk).steps(),
                        new ProtectingStream(walk).steps(),
                        new KeepingStream(walk).steps(),
                        new SpreadingStream(walk).steps(),
                        new FailingEdges(walk).steps())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}

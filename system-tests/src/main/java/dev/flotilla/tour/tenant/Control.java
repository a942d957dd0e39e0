package dev.flotilla.tour.tenant;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.step.Tour;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A tenant of its own, from its founding: its people, programs, nodes, flows and streams, and nothing of anybody else; to its end. */
public final class Control implements Tour {
    private final ControlWalk walk;
    private final List<Step> steps;

    public Control(Fleet fleet) throws IOException {
        walk = new ControlWalk(fleet);
        steps = Stream.of(
                        new Founding(walk).steps(),
                        new Guarding(walk).steps(),
                        new Programming(walk).steps(),
                        new Equipping(walk).steps(),
                        new Directing(walk).steps(),
                        new Granting(walk).steps(),
                        new Library(walk).steps(),
                        new Sharing(walk).steps(),
                        new KeepingApart(walk).steps(),
                        new Leaving(walk).steps())
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

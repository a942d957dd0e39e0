package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Tour;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tour of the same name, step by step, on a product that {@code ./flotilla up} started for it. */
@Tag("native")
@ExtendWith(RunningFleet.class)
class FirstLightSystemTest {
    private @Nullable Tour tour;

    @TestFactory
    Stream<DynamicTest> everyStepHolds(Fleet fleet) throws Exception {
        Tour walked = new FirstLight(fleet);
        tour = walked;
        return Walking.tests(walked);
    }

    @AfterEach
    void leave() throws Exception {
        Tour walked = tour;
        if (walked != null) {
            walked.close();
        }
    }
}

package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tour of the same name, step by step, on a product that {@code ./flotilla up} started for it. */
@Tag("native")
@ExtendWith(RunningFleet.class)
class FirstLightSystemTest {
    private @Nullable FirstLight tour;

    @TestFactory
    Stream<DynamicTest> everyStepHolds(Fleet fleet) throws Exception {
        FirstLight walked = new FirstLight(fleet);
        tour = walked;
        var failed = new AtomicReference<@Nullable String>();
        return walked.steps().stream()
                .map(step -> DynamicTest.dynamicTest(step.says(), () -> {
                    Assumptions.assumeTrue(failed.get() == null, () -> "an earlier step failed: " + failed.get());
                    failed.set(step.says());
                    System.out.println(
                            "  ok    " + step.says() + ": " + step.check().run());
                    failed.set(null);
                }));
    }

    @AfterEach
    void leave() throws Exception {
        FirstLight walked = tour;
        if (walked != null) {
            walked.close();
        }
    }
}

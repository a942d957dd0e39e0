package dev.flotilla.tour;

import dev.flotilla.tour.step.Tour;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each step of a tour. When one fails, those behind it, which build on it, are skipped. */
final class Walking {
    private Walking() {}

    static Stream<DynamicTest> tests(Tour tour) {
        var failed = new AtomicReference<@Nullable String>();
        return tour.steps().stream()
                .map(step -> DynamicTest.dynamicTest(step.says(), () -> {
                    Assumptions.assumeTrue(failed.get() == null, () -> "an earlier step failed: " + failed.get());
                    failed.set(step.says());
                    System.out.println(
                            "  ok    " + step.says() + ": " + step.check().run());
                    failed.set(null);
                }));
    }
}

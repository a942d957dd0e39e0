package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.step.Tour;
import dev.flotilla.tour.tenant.Control;
import java.io.IOException;
import java.time.Duration;

/** {@code ./flotilla tour NAME}: walks, and prints each step as it is checked. */
final class Tours {
    private Tours() {}

    public static void main(String... arguments) throws Exception {
        if (arguments.length == 0) {
            System.out.println("first-light   from an empty fleet to a stream that survives every crash");
            System.out.println("transport     two lines for one stream, and every protocol in and out");
            System.out.println("edge          MistServers that route every viewer to the best node, whatever fails");
            System.out.println(
                    "control       a tenant of its own: people, programs, nodes, flows and streams, and nobody else's");
            return;
        }
        boolean isWell;
        try (Tour tour = named(arguments[0])) {
            isWell = walk(tour);
        }
        System.exit(isWell ? 0 : 1);
    }

    private static Tour named(String name) throws IOException {
        Fleet fleet = Fleet.ofEnvironment(System.getenv());
        return switch (name) {
            case "first-light" -> new FirstLight(fleet);
            case "transport" -> new Transport(fleet);
            case "edge" -> new Edge(fleet);
            case "control" -> new Control(fleet);
            default -> {
                System.err.println("flotilla: there is no tour '" + name + "'; ./flotilla tour lists them");
                System.exit(2);
                throw new IllegalStateException("unreachable");
            }
        };
    }

    private static boolean walk(Tour tour) throws Exception {
        int passed = 0;
        for (Step step : tour.steps()) {
            long beganNs = System.nanoTime();
            try {
                String detail = step.check().run();
                passed++;
                System.out.printf(
                        "  ok    %s%s  [%s]%n", step.says(), detail.isEmpty() ? "" : ": " + detail, since(beganNs));
            } catch (Exception | AssertionError e) {
                System.out.printf("  FAIL  %s: %s  [%s]%n", step.says(), e.getMessage(), since(beganNs));
                System.out.printf(
                        "%d passed, 1 failed, %d not reached%n",
                        passed, tour.steps().size() - passed - 1);
                return false;
            }
        }
        System.out.printf("%d passed, 0 failed%n", passed);
        return true;
    }

    private static String since(long beganNs) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - beganNs).toMillis() / 1e3);
    }
}

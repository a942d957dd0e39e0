package dev.flotilla.edge.mroute.store;

import dev.flotilla.edge.mroute.TestDocuments;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that saves flow after flow, and says the id of each when it is saved, until it is killed. */
final class CrashingWriter {
    private CrashingWriter() {}

    public static void main(String[] arguments) {
        try (FlowStore store = FlowStore.open(Path.of(arguments[0]))) {
            for (int number = 0; ; number++) {
                LocalFlow flow = LocalFlow.create(TestDocuments.flow("f" + number, 5000), Instant.now());
                store.save(List.of(flow), List.of(), List.of());
                System.out.println(flow.id());
            }
        }
    }
}

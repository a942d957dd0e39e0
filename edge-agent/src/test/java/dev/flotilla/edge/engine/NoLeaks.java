package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.natives.handle.Handles;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a native handle open or a thread of the engine running. */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        assertThat(Handles.names()).as("handles open before the test").isEmpty();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        assertThat(Handles.names()).as("handles that the test left open").isEmpty();
        for (int i = 0; i < 50 && !threads().isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(threads()).as("threads that the test left running").isEmpty();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("flow-") || name.equals("control") || name.equals("agent"))
                .collect(Collectors.toSet());
    }
}

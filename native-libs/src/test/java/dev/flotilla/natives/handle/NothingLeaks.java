package dev.flotilla.natives.handle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a native handle open. */
public final class NothingLeaks implements BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        assertThat(Handles.names()).as("handles open before the test").isEmpty();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(Handles.names()).as("handles that the test left open").isEmpty();
        assertThat(Handles.forgotten()).isZero();
    }
}

package dev.flotilla.natives.handle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandlesTest {
    @Test
    void releasesAHandleOnce() {
        Handle handle = Handles.open(new Object(), "thing 1");
        assertThat(Handles.names()).contains("thing 1");
        assertThat(handle.release()).isTrue();
        assertThat(handle.release()).isFalse();
        assertThat(Handles.names()).doesNotContain("thing 1");
    }
}

package dev.flotilla.edge.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.media.v1.MediaJob;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MediaLegTest {
    @Test
    void forgetsAFailureThatIsOver() {
        var leg = new MediaLeg(MediaJob.getDefaultInstance());
        leg.takeUp(() -> {
            throw new IOException("too many open files");
        });
        assertThat(leg.detail()).isEqualTo("cannot take the helper's stream: too many open files");
        leg.takeUp(() -> null);
        assertThat(leg.detail()).isEqualTo("the stream ended");
    }
}

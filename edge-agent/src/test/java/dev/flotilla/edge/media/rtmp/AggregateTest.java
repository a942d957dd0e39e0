package dev.flotilla.edge.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AggregateTest {
    private static final int STREAM = 1;

    @Test
    void givesItsMediaWithTimesOfItsOwn() throws Exception {
        var tags = new ByteArrayOutputStream();
        tags.writeBytes(tag(RtmpMessage.VIDEO, 5_000, new byte[] {7}));
        tags.writeBytes(tag(RtmpMessage.DATA, 5_000, new byte[] {8}));
        tags.writeBytes(tag(RtmpMessage.AUDIO, 5_040, new byte[] {9, 9}));
        var aggregate = aggregate(tags.toByteArray());
        RtmpMessage video = Objects.requireNonNull(aggregate.next());
        assertThat(video.type()).isEqualTo(RtmpMessage.VIDEO);
        assertThat(video.streamId()).isEqualTo(STREAM);
        assertThat(video.timestampMs()).isEqualTo(100);
        RtmpMessage audio = Objects.requireNonNull(aggregate.next());
        assertThat(audio.type()).isEqualTo(RtmpMessage.AUDIO);
        assertThat(audio.timestampMs()).isEqualTo(140);
        assertThat(audio.body()).containsExactly(9, 9);
        assertThat(aggregate.next()).isNull();
    }

    @Test
    void refusesAPartThatIsLongerThanTheWhole() {
        byte[] tag = tag(RtmpMessage.VIDEO, 0, new byte[] {7});
        tag[3] = 100;
        assertThatThrownBy(() -> aggregate(tag).next())
                .isInstanceOf(RtmpException.class)
                .hasMessage("an aggregate ends in the middle of a message");
    }

    private static Aggregate aggregate(byte[] tags) {
        return new Aggregate(new RtmpMessage(RtmpMessage.AGGREGATE, STREAM, 100, tags));
    }

    private static byte[] tag(int type, int time, byte[] body) {
        return ByteBuffer.allocate(15 + body.length)
                .putInt(type << 24 | body.length)
                .putInt(time << 8)
                .put(new byte[3])
                .put(body)
                .putInt(11 + body.length)
                .array();
    }
}

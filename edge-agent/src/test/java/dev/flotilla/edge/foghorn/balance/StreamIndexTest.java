package dev.flotilla.edge.foghorn.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StreamIndexTest {
    @Test
    void holdsWhatAPlainMapWouldHold() {
        Seeded.check(random -> {
            Map<Integer, Map<String, StreamLoad>> model = new HashMap<>();
            StreamIndex index = StreamIndex.EMPTY;
            for (int step = 0; step < 20; step++) {
                int slot = random.nextInt(10);
                Map<String, StreamLoad> before = model.getOrDefault(slot, Map.of());
                Map<String, StreamLoad> now = streams(random);
                StreamIndex older = index;
                Map<String, Map<Integer, Byte>> olderContent = content(older);
                index = index.after(slot, before, now);
                model.put(slot, now);
                assertThat(content(older)).as("an older one never changes").isEqualTo(olderContent);
            }
            assertThat(content(index)).isEqualTo(content(model));
            assertThat(index.find("stream-99")).isNull();
        });
    }

    private static Map<String, StreamLoad> streams(RandomGenerator random) {
        Map<String, StreamLoad> streams = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            // "Aa" and "BB" have the same hash code.
            String name = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(3);
            streams.put(name, new StreamLoad(1, random.nextInt(2), 0, 0, 0, random.nextBoolean(), List.of(), 0));
        }
        return streams;
    }

    private static Map<String, Map<Integer, Byte>> content(StreamIndex index) {
        Map<String, Map<Integer, Byte>> content = new TreeMap<>();
        for (String name : index.names()) {
            Carriers carriers = Objects.requireNonNull(index.find(name));
            for (int i = 0; i < carriers.count(); i++) {
                content.computeIfAbsent(name, key -> new TreeMap<>()).put(carriers.slots()[i], carriers.flags()[i]);
            }
        }
        return content;
    }

    private static Map<String, Map<Integer, Byte>> content(Map<Integer, Map<String, StreamLoad>> model) {
        Map<String, Map<Integer, Byte>> content = new TreeMap<>();
        model.forEach((slot, streams) -> streams.forEach((name, load) ->
                content.computeIfAbsent(name, key -> new TreeMap<>()).put(slot, load.flags())));
        return content;
    }
}

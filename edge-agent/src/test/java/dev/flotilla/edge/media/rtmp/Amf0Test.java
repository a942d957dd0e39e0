package dev.flotilla.edge.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.Seeded;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Amf0Test {
    @Test
    void readsWhatItWrites() throws Exception {
        var values = Arrays.asList("connect", 1.0, Map.of("app", "live"), null, true, List.of("hvc1", 2.0));
        assertThat(Amf0.read(Amf0.write(values), 0)).isEqualTo(values);
    }

    @Test
    void refusesNestingWithoutEnd() {
        byte[] nested = new byte[40_000];
        for (int at = 0; at + 4 <= nested.length; at += 4) {
            nested[at] = 3;
            nested[at + 2] = 1;
            nested[at + 3] = 'a';
        }
        assertThatThrownBy(() -> Amf0.read(nested, 0)).isInstanceOf(RtmpException.class);
    }

    @Test
    void refusesAnArrayOfBillions() {
        byte[] array = {10, 127, -1, -1, -1};
        assertThatThrownBy(() -> Amf0.read(array, 0)).isInstanceOf(RtmpException.class);
    }

    @Test
    void refusesAnyGarbageInWords() {
        Seeded.check(random -> {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            try {
                Amf0.read(garbage, 0);
            } catch (RtmpException refused) {
                assertThat(refused).message().isNotEmpty();
            }
        });
    }
}

package dev.flotilla.natives.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProcessorsIT {
    @Test
    void confinesAThreadAndThoseThatItStarts() throws Exception {
        BitSet all = Processors.allowed();
        assertThat(all.cardinality()).isPositive();
        var last = new BitSet();
        last.set(all.length() - 1);
        var own = new AtomicReference<BitSet>();
        var child = new AtomicReference<BitSet>();
        var thread = new Thread(() -> {
            assertThat(Processors.confine(last)).isTrue();
            own.set(Processors.allowed());
            var started = new Thread(() -> child.set(Processors.allowed()));
            started.start();
            join(started);
        });
        thread.start();
        thread.join();
        assertThat(own.get()).isEqualTo(last);
        assertThat(child.get()).isEqualTo(last);
        assertThat(Processors.allowed()).isEqualTo(all);
    }

    @Test
    void saysThatThereIsNoSuchProcessor() {
        var none = new BitSet();
        none.set(1_023);
        assertThat(Processors.confine(none)).isFalse();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

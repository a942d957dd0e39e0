package dev.flotilla.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeProblemsTest {
    private static final DiskUse ROOMY = new DiskUse(89, 11, 110);
    private static final MemoryUse IDLE = new MemoryUse(1, 10);

    @Test
    void areNoneOnAHealthyMachine() {
        assertThat(NodeProblems.of(ROOMY, IDLE, true)).isEmpty();
        assertThat(NodeProblems.of(DiskUse.UNKNOWN, new MemoryUse(0, 0), true)).isEmpty();
    }

    @Test
    void nameTheDiskTheMemoryAndTheEngine() {
        assertThat(NodeProblems.of(new DiskUse(95, 5, 110), new MemoryUse(97, 100), false))
                .satisfiesExactly(
                        engine -> assertThat(engine).startsWith("The engine is not running"),
                        disk -> assertThat(disk).isEqualTo("The disk that holds the agent's data is 95 % full."),
                        memory -> assertThat(memory).isEqualTo("The machine's memory is 97 % used."));
    }
}

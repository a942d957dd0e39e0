package dev.flotilla.edge.engine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void givesTheProcessorWithTheFewestFlows() {
        var placement = new Placement(BitSet.valueOf(new long[] {0b1010}));
        assertThat(placement.take()).isEqualTo(1);
        assertThat(placement.take()).isEqualTo(3);
        assertThat(placement.take()).isEqualTo(1);
        placement.giveBack(3);
        assertThat(placement.take()).isEqualTo(3);
    }

    @Test
    void choosesNothingWhereThereIsNoChoice() {
        assertThat(new Placement(BitSet.valueOf(new long[] {0b100})).take()).isEqualTo(Placement.ANYWHERE);
        assertThat(new Placement(new BitSet()).take()).isEqualTo(Placement.ANYWHERE);
    }
}

package dev.flotilla.edge.engine.transport;

import static dev.flotilla.edge.engine.processor.Placement.ANYWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerPortsTest {
    private final CallerPorts ports = new CallerPorts();

    @Test
    void putsCallersOnOnePortUntilItCarriesItsLimit() {
        CallerPlace first = ports.joinToSend(false, false, ANYWHERE);
        first.measured(390_000_000);
        CallerPlace second = ports.joinToSend(false, false, ANYWHERE);
        assertThat(second.port).isSameAs(first.port);
        second.measured(10_000_000);
        CallerPlace third = ports.joinToSend(false, false, ANYWHERE);
        assertThat(third.port).isNotSameAs(first.port);
        first.measured(100_000_000);
        assertThat(ports.joinToSend(false, false, ANYWHERE).port).isSameAs(first.port);
        assertThat(ports.count()).isEqualTo(2);
    }

    @Test
    void countsWhatIsEncryptedForMore() {
        CallerPlace first = ports.joinToSend(false, true, ANYWHERE);
        first.measured(120_000_000);
        CallerPlace second = ports.joinToSend(false, true, ANYWHERE);
        assertThat(second.port).isSameAs(first.port);
        second.measured(30_000_000);
        assertThat(ports.joinToSend(false, false, ANYWHERE).port).isNotSameAs(first.port);
    }

    @Test
    void letsFiftyStartAtOnceOnOnePort() {
        List<CallerPlace> places = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            places.add(ports.joinToSend(false, false, ANYWHERE));
        }
        assertThat(places.get(49).port).isSameAs(places.getFirst().port);
        assertThat(places.get(50).port).isNotSameAs(places.getFirst().port);
    }

    @Test
    void keepsAddressFamiliesApart() {
        assertThat(ports.joinToSend(true, false, ANYWHERE).port)
                .isNotSameAs(ports.joinToSend(false, false, ANYWHERE).port);
    }

    @Test
    void keepsOnePortPerProcessorAndLetsTheRestRunAnywhere() {
        CallerPlace first = ports.joinToSend(false, false, 1);
        first.measured(CallerPorts.LIMIT_BPS);
        CallerPlace second = ports.joinToSend(false, false, 1);
        assertThat(first.port.processor).isEqualTo(1);
        assertThat(second.port.processor).isEqualTo(ANYWHERE);
        assertThat(ports.joinToSend(false, false, 1).port).isSameAs(second.port);
        assertThat(ports.joinToSend(false, false, 0).port.processor).isZero();
        first.measured(0);
        assertThat(ports.joinToSend(false, false, 1).port).isSameAs(first.port);
    }

    @Test
    void receivesOnlyWhereThreadsRunAnywhere() {
        CallerPlace sending = ports.joinToSend(false, false, 1);
        assertThat(ports.joinToSend(false, false, ANYWHERE).port).isSameAs(sending.port);
        assertThat(ports.joinToReceive(false, false).port.processor).isEqualTo(ANYWHERE);
    }

    @Test
    void forgetsAPortThatEverybodyHasLeft() {
        CallerPlace first = ports.joinToSend(false, false, ANYWHERE);
        CallerPlace second = ports.joinToSend(false, false, ANYWHERE);
        first.close();
        first.close();
        assertThat(ports.count()).isEqualTo(1);
        second.close();
        assertThat(ports.count()).isZero();
    }
}

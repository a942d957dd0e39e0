package dev.flotilla.edge.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerPortsTest {
    private final CallerPorts ports = new CallerPorts();

    @Test
    void putsCallersOnOnePortUntilItCarriesItsLimit() {
        CallerPlace first = ports.join(false, false);
        first.measured(390_000_000);
        CallerPlace second = ports.join(false, false);
        assertThat(second.port).isSameAs(first.port);
        second.measured(10_000_000);
        CallerPlace third = ports.join(false, false);
        assertThat(third.port).isNotSameAs(first.port);
        first.measured(100_000_000);
        assertThat(ports.join(false, false).port).isSameAs(first.port);
        assertThat(ports.count()).isEqualTo(2);
    }

    @Test
    void countsWhatIsEncryptedForMore() {
        CallerPlace first = ports.join(false, true);
        first.measured(120_000_000);
        CallerPlace second = ports.join(false, true);
        assertThat(second.port).isSameAs(first.port);
        second.measured(30_000_000);
        assertThat(ports.join(false, false).port).isNotSameAs(first.port);
    }

    @Test
    void letsFiftyStartAtOnceOnOnePort() {
        List<CallerPlace> places = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            places.add(ports.join(false, false));
        }
        assertThat(places.get(49).port).isSameAs(places.getFirst().port);
        assertThat(places.get(50).port).isNotSameAs(places.getFirst().port);
    }

    @Test
    void keepsAddressFamiliesApart() {
        assertThat(ports.join(true, false).port).isNotSameAs(ports.join(false, false).port);
    }

    @Test
    void forgetsAPortThatEverybodyHasLeft() {
        CallerPlace first = ports.join(false, false);
        CallerPlace second = ports.join(false, false);
        first.close();
        first.close();
        assertThat(ports.count()).isEqualTo(1);
        second.close();
        assertThat(ports.count()).isZero();
    }
}

package dev.flotilla.edge.foghorn.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flotilla.edge.foghorn.balance.Position;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketTest {

    @Test
    void holdsItsOwnMiddleAndItsNeighboursDoNot() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            Position somewhere = new Position(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
            Bucket bucket = Bucket.of(somewhere);
            Position middle = new Position(bucket.latitude(), bucket.longitude());
            assertThat(Bucket.of(middle)).as("%s", somewhere).isEqualTo(bucket);
            assertThat(somewhere.distanceKm(middle)).as("%s", somewhere).isLessThan(13);
        }
    }

    @Test
    void isAbout250SquareKilometres() {
        for (double latitude : new double[] {0.01, 30, 52.37, -45, 70, 85}) {
            Position here = new Position(latitude, 4.9);
            double width = 0;
            String name = Bucket.of(here).name();
            for (double longitude = 4.9;
                    Bucket.of(new Position(latitude, longitude)).name().equals(name); ) {
                longitude += 0.001;
                width += 0.001;
            }
            for (double longitude = 4.9;
                    Bucket.of(new Position(latitude, longitude)).name().equals(name); ) {
                longitude -= 0.001;
                width += 0.001;
            }
            double km2 = width * 111.2 * Math.cos(Math.toRadians(latitude)) * 111.2 / 7;
            assertThat(km2).as("at latitude " + latitude).isCloseTo(250, within(10.0));
        }
    }

    @Test
    void existsAtTheEdgesOfTheMap() {
        for (double latitude : new double[] {-90, 90}) {
            for (double longitude : new double[] {-180, 180}) {
                assertThat(Bucket.of(new Position(latitude, longitude)).name()).matches("\\d+-\\d+");
            }
        }
    }
}

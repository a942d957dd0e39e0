package dev.flotilla.edge.foghorn.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.proto.event.v1.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesIT {
    private static final Map<String, ?> AMSTERDAM = Map.of(
            "country", Map.of("iso_code", "NL"),
            "city", Map.of("names", Map.of("en", "Amsterdam", "nl", "Amsterdam")),
            "location", Map.of("latitude", 52.37, "longitude", 4.9));

    @TempDir
    Path folder;

    private Path file;
    private final AtomicLong nowNs = new AtomicLong();

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("places.mmdb");
        new TinyDatabase()
                .put("192.0.2.0", 24, AMSTERDAM)
                .put(
                        "198.51.100.0",
                        24,
                        Map.of("country_code", "US", "city", "New York", "latitude", 40.71, "longitude", -74.01))
                .put("203.0.113.0", 25, Map.of("country", Map.of("iso_code", "SG")))
                .save(file);
    }

    private Places places() throws IOException {
        return new Places(List.of(new GeoFile(file, nowNs::get)), nowNs::get);
    }

    @Test
    void readsBothLayouts() throws IOException {
        try (Places places = places()) {
            assertThat(places.whereabouts("192.0.2.7"))
                    .isEqualTo(new Whereabouts(new Position(52.37, 4.9), "NL", "Amsterdam"));
            assertThat(places.whereabouts("::ffff:192.0.2.7").country()).isEqualTo("NL");
            assertThat(places.whereabouts("198.51.100.1"))
                    .isEqualTo(new Whereabouts(new Position(40.71, -74.01), "US", "New York"));
            assertThat(places.whereabouts("203.0.113.1")).isEqualTo(new Whereabouts(null, "SG", ""));
        }
    }

    @Test
    void asksSeveralDatabasesInTheirOrder() throws IOException {
        Path other = folder.resolve("other.mmdb");
        new TinyDatabase()
                .put("192.0.2.0", 24, Map.of("country_code", "BE"))
                .put("233.252.0.0", 24, Map.of("country_code", "PT"))
                .save(other);
        try (Places places =
                new Places(List.of(new GeoFile(file, nowNs::get), new GeoFile(other, nowNs::get)), nowNs::get)) {
            assertThat(places.whereabouts("192.0.2.7").country()).isEqualTo("NL");
            assertThat(places.whereabouts("233.252.0.1").country()).isEqualTo("PT");
        }
    }

    @Test
    void doesNotKnowWhatTheDatabaseDoesNot() throws IOException {
        try (Places places = places()) {
            for (String address : new String[] {"203.0.113.200", "127.0.0.1", "2001:db8::1", "", "example.org"}) {
                assertThat(places.whereabouts(address)).as(address).isEqualTo(Whereabouts.UNKNOWN);
            }
            assertThat(places.locate(new ClientAddress(0, 0))).isNull();
        }
    }

    @Test
    void tellsTheBucketAndNeverTheAddressOrThePoint() throws IOException {
        try (Places places = places()) {
            Place told = places.place("192.0.2.7");
            Bucket bucket = Bucket.of(new Position(52.37, 4.9));
            assertThat(told)
                    .isEqualTo(Place.newBuilder()
                            .setCountry("NL")
                            .setCity("Amsterdam")
                            .setBucket(bucket.name())
                            .setLatitude(bucket.latitude())
                            .setLongitude(bucket.longitude())
                            .build());
            assertThat(told.getLatitude()).isNotEqualTo(52.37);
        }
    }

    @Test
    void takesANewFileAndRemembersForFiveMinutes() throws IOException {
        try (Places places = places()) {
            assertThat(places.whereabouts("192.0.2.7").country()).isEqualTo("NL");
            new TinyDatabase()
                    .put("192.0.2.0", 24, Map.of("country_code", "BE"))
                    .save(file);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

            nowNs.addAndGet(Duration.ofMinutes(2).toNanos());
            assertThat(places.whereabouts("192.0.2.8").country()).isEqualTo("BE");
            assertThat(places.whereabouts("192.0.2.7").country()).isEqualTo("NL");
            nowNs.addAndGet(Duration.ofMinutes(4).toNanos());
            assertThat(places.whereabouts("192.0.2.7").country()).isEqualTo("BE");
        }
    }

    @Test
    void goesOnWithTheOldFileWhenTheNewOneIsDamaged() throws IOException {
        try (Places places = places()) {
            Files.writeString(folder.resolve("part"), "nothing of the kind");
            Files.move(folder.resolve("part"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
            nowNs.addAndGet(Duration.ofMinutes(2).toNanos());
            assertThat(places.whereabouts("192.0.2.7").country()).isEqualTo("NL");
        }
    }

    @Test
    void namesTheFileThatIsNoDatabase() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.mmdb"), "nothing of the kind");
        assertThatThrownBy(() -> new GeoFile(wrong, nowNs::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong.mmdb");
    }
}

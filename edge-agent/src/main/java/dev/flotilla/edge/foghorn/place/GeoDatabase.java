package dev.flotilla.edge.foghorn.place;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import dev.flotilla.edge.foghorn.balance.Position;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file in MaxMind's format that tells where addresses are. Both common layouts are read: MaxMind's own, in levels
 * ({@code location.latitude}), and the flat one of others ({@code latitude}). For any thread.
 */
@RegisterForReflection(targets = Metadata.class)
final class GeoDatabase implements AutoCloseable {
    private final Reader reader;

    private GeoDatabase(Reader reader) {
        this.reader = reader;
    }

    /** @throws IOException naming the file when there is none, or it is no such database */
    static GeoDatabase open(Path file) throws IOException {
        try {
            return new GeoDatabase(new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED));
        } catch (IOException | RuntimeException unreadable) {
            throw new IOException(file + " is no database in MaxMind's format: " + unreadable.getMessage(), unreadable);
        }
    }

    /** @throws IOException when what the file says of that address makes no sense */
    Whereabouts find(InetAddress address) throws IOException {
        boolean isForVersion4 = reader.getMetadata().ipVersion() == 4;
        Map<?, ?> entry = isForVersion4 && address instanceof Inet6Address ? null : reader.get(address, Map.class);
        if (entry == null) {
            return Whereabouts.UNKNOWN;
        }
        Map<?, ?> location = level(entry, "location").orElse(entry);
        return new Whereabouts(
                position(location.get("latitude"), location.get("longitude")),
                level(entry, "country")
                        .map(country -> text(country.get("iso_code")))
                        .orElseGet(() -> text(entry.get("country_code"))),
                level(entry, "city")
                        .flatMap(city -> level(city, "names"))
                        .map(names -> text(names.get("en")))
                        .orElseGet(() -> text(entry.get("city"))));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static Optional<Map<?, ?>> level(Map<?, ?> above, String name) {
        return above.get(name) instanceof Map<?, ?> level ? Optional.of(level) : Optional.empty();
    }

    private static @Nullable Position position(@Nullable Object latitude, @Nullable Object longitude) {
        return latitude instanceof Number north && longitude instanceof Number east
                ? Position.of(north.doubleValue(), east.doubleValue())
                : Coordinates.parse(text(latitude), text(longitude));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}

package dev.flotilla.edge.foghorn.place;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How a Foghorn learns where viewers are. */
@ConfigMapping(prefix = "flotilla.foghorn.geo")
interface GeoConfig {
    /**
     * A file in MaxMind's format (GeoLite2-City.mmdb, DB-IP's dbip-city-lite); without one only proxies tell where viewers are.
     * It may be replaced while the agent runs.
     */
    Optional<Path> database();
}

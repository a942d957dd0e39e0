package dev.flotilla.edge.foghorn.place;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a Foghorn learns where viewers are. */
@ConfigMapping(prefix = "flotilla.foghorn.geo")
interface GeoConfig {
    /**
     * A file in MaxMind's format (GeoLite2-City.mmdb, DB-IP's dbip-city), or several, of which the first counts that knows an
     * address; without one only proxies tell where viewers are. Each may be replaced while the agent runs.
     */
    Optional<List<Path>> database();
}

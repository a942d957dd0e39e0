package dev.flotilla.edge.foghorn.place;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens the geographic database for whoever asks for places. */
@Singleton
class PlaceUnit {
    private static final Logger LOG = Logger.getLogger(PlaceUnit.class);

    @Produces
    @Singleton
    Places places(GeoConfig config) {
        if (config.database().isEmpty()) {
            LOG.info("no flotilla.foghorn.geo.database: viewers are not told apart by where they are");
            return Places.none();
        }
        List<GeoFile> files = new ArrayList<>();
        try {
            for (Path file : config.database().get()) {
                files.add(new GeoFile(file, System::nanoTime));
            }
            return new Places(files, System::nanoTime);
        } catch (IOException unreadable) {
            throw new ConfigurationException("flotilla.foghorn.geo.database: " + unreadable.getMessage());
        }
    }

    @Produces
    @Singleton
    dev.flotilla.edge.foghorn.relay.Places placesOfEvents(Places places) {
        return places::place;
    }

    void close(@Disposes Places places) {
        places.close();
    }
}

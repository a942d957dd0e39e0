package dev.flotilla.edge.unit;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the units to whoever is one, or tells of them. */
@Singleton
class ConfiguredUnits {
    @Produces
    @Singleton
    Units units(@ConfigProperty(name = "flotilla.units", defaultValue = "none") String text) {
        try {
            return Units.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage());
        }
    }
}

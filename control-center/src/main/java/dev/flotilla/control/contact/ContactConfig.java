package dev.flotilla.control.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The contact form. */
@ConfigMapping(prefix = "flotilla.contact")
public interface ContactConfig {
    /** To which address messages are mailed; without one they are only kept. */
    Optional<String> to();

    /** How many are kept; beyond them nobody may write. */
    @WithDefault("10000")
    int most();

    /** How long one is kept. */
    @WithDefault("180d")
    Duration retention();
}

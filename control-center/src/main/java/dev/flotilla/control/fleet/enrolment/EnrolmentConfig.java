package dev.flotilla.control.fleet.enrolment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How eagerly machines may try to be let in. */
@ConfigMapping(prefix = "flotilla.enrolment")
public interface EnrolmentConfig {
    /** Attempts of one address, whatever becomes of them. */
    @WithDefault("60")
    int attemptsPerMinute();
}

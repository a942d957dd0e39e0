package dev.flotilla.control.access.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the audit log remembers. */
@ConfigMapping(prefix = "flotilla.audit")
public interface AuditConfig {
    /** Older entries go. */
    @WithDefault("400d")
    Duration retention();
}

package dev.flotilla.control.fleet.release;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who may sign releases of the edge agent. */
@ConfigMapping(prefix = "flotilla.release")
public interface ReleaseConfig {
    /**
     * Public halves of the keys that sign releases (Ed25519, X.509, base64): a release that none of them signed is not published.
     * Without any, the agents alone check, which must know the keys in any case.
     */
    Optional<List<String>> keys();
}

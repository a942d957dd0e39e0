package dev.flotilla.edge.uplink.identity;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The identity that stands in the folder now, read again only when another one was stored. For any thread. */
public final class PresentIdentity implements Supplier<Optional<Identity>> {
    private static final Logger LOG = Logger.getLogger(PresentIdentity.class);

    private final IdentityFolder folder;
    private @Nullable FileTime stamp;
    private @Nullable Identity identity;

    public PresentIdentity(IdentityFolder folder) {
        this.folder = folder;
    }

    /** Empty when this node is not enrolled, or its identity cannot be read. */
    @Override
    public synchronized Optional<Identity> get() {
        FileTime now = folder.stamp().orElse(null);
        if (now == null) {
            // Within a change, or never enrolled.
            return Optional.ofNullable(identity);
        }
        if (!now.equals(stamp)) {
            try {
                identity = folder.load().orElse(null);
                stamp = now;
            } catch (IOException e) {
                LOG.warnf("the identity cannot be read: %s", e.getMessage());
            }
        }
        return Optional.ofNullable(identity);
    }
}

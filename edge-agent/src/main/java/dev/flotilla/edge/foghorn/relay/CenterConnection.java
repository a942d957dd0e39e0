package dev.flotilla.edge.foghorn.relay;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.edge.uplink.identity.Identity;
import io.grpc.Channel;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The relay's connection to the control center, under whatever identity the node has at present. For any thread. */
final class CenterConnection implements Supplier<Optional<Channel>>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CenterConnection.class);

    private final Supplier<Optional<Identity>> identity;
    private @Nullable Identity served;
    private @Nullable UplinkChannel open;

    CenterConnection(Supplier<Optional<Identity>> identity) {
        this.identity = identity;
    }

    /** Empty while the node is not enrolled. */
    @Override
    public synchronized Optional<Channel> get() {
        Identity present = identity.get().orElse(null);
        if (present == null || !present.equals(served)) {
            close();
            if (present != null) {
                try {
                    open = new UplinkChannel(present, "relay-net");
                    served = present;
                } catch (SSLException e) {
                    LOG.errorf("the node's key or certificate cannot be used: %s", e.getMessage());
                }
            }
        }
        return Optional.ofNullable(open).map(UplinkChannel::channel);
    }

    /** Calls that are under way may end for a second. */
    @Override
    public synchronized void close() {
        UplinkChannel before = open;
        open = null;
        served = null;
        if (before != null) {
            Thread.ofVirtual().name("relay-close").start(before::close);
        }
    }
}

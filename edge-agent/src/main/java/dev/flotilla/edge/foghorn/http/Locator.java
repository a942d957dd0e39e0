package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import org.jspecify.annotations.Nullable;

/** Knows where addresses are, from memory: it is asked on event loops. */
@FunctionalInterface
public interface Locator {
    /** Null when it does not know. */
    @Nullable
    Position locate(ClientAddress address);
}

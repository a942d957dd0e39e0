package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.proto.flow.v1.SrtCaller;
import java.net.InetSocketAddress;
import java.util.List;

/** One attempt to connect, and the connection that comes of it. */
sealed interface SrtCall extends AutoCloseable permits SingleCall, GroupCall {
    /** Begins to connect to these places, which are all of one listener; near the calling thread or not. */
    static SrtCall dial(SrtCaller spec, List<InetSocketAddress> remotes, boolean isNear) throws SrtException {
        return remotes.size() == 1
                ? SingleCall.dial(remotes.getFirst(), spec.getOptions(), isNear)
                : GroupCall.dial(remotes, spec);
    }

    SrtSocket socket();

    /** Looks after the connection, some twenty times a second. */
    void tend(long nowNs);

    @Override
    void close();
}

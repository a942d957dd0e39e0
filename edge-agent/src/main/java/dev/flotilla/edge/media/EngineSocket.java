package dev.flotilla.edge.media;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Where the engine takes and gives transport-stream bytes. One connection is one stream. */
final class EngineSocket {
    private final UnixDomainSocketAddress address;

    EngineSocket(String path) {
        this.address = UnixDomainSocketAddress.of(Path.of(path));
    }

    /** Begins a stream. Its channel blocks, and belongs to whoever opened it. */
    SocketChannel open() throws IOException {
        return SocketChannel.open(address);
    }
}

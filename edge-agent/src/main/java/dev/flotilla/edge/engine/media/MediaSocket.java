package dev.flotilla.edge.engine.media;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a helper connects for each stream: a unix socket in a folder that only this user can enter. A stream socket, because it
 * holds a helper back that is too fast: datagrams over the loopback would lose the packets of a large frame.
 */
final class MediaSocket implements AutoCloseable, MediaLeg.Streams {
    private static final int BACKLOG = 2;

    private final Path folder;
    private final Path path;
    private final ServerSocketChannel server;

    private MediaSocket(Path folder, Path path, ServerSocketChannel server) {
        this.folder = folder;
        this.path = path;
        this.server = server;
    }

    static MediaSocket open() throws IOException {
        Path folder = Files.createTempDirectory("flotilla-");
        Path path = folder.resolve("media");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            server.configureBlocking(false);
            return new MediaSocket(folder, path, server);
        } catch (IOException e) {
            server.close();
            Files.delete(folder);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public @Nullable SocketChannel next() throws IOException {
        SocketChannel stream = server.accept();
        if (stream != null) {
            stream.configureBlocking(false);
        }
        return stream;
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.err.println("the socket of a media helper cannot be removed: " + e.getMessage());
        }
    }
}

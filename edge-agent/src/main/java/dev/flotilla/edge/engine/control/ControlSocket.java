package dev.flotilla.edge.engine.control;

import dev.flotilla.natives.libc.HostProcess;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The socket on which the engine listens, mode 0600. A lock beside it tells a socket that an engine serves from one that a
 * dead engine left behind.
 */
public final class ControlSocket implements AutoCloseable {
    /** All but read and write for the owner. */
    private static final int OWNER_ONLY = 0177;

    /** The longest path that fits {@code struct sockaddr_un}, with its final zero. */
    private static final int MAX_PATH_BYTES = 107;

    private final Path path;
    private final FileChannel lockFile;
    private final ServerSocketChannel server;

    private ControlSocket(Path path, FileChannel lockFile, ServerSocketChannel server) {
        this.path = path;
        this.lockFile = lockFile;
        this.server = server;
    }

    /**
     * Takes the path, and what a dead engine left there with it.
     *
     * @throws BindException when a living engine has it, or the path is too long
     */
    public static ControlSocket open(Path path) throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new BindException("the path of the socket has more than " + MAX_PATH_BYTES + " bytes: " + path);
        }
        int umask = HostProcess.umask(OWNER_ONLY);
        FileChannel lockFile = null;
        ServerSocketChannel server = null;
        try {
            lockFile = FileChannel.open(Path.of(path + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(lockFile, path);
            Files.deleteIfExists(path);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path));
            return new ControlSocket(path, lockFile, server);
        } catch (IOException e) {
            closeQuietly(server);
            closeQuietly(lockFile);
            throw e;
        } finally {
            HostProcess.umask(umask);
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            throw new BindException("another engine already serves " + path);
        }
    }

    /** Waits for the next agent. */
    SocketChannel accept() throws IOException {
        return server.accept();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        server.close();
        lockFile.close();
    }

    private static void closeQuietly(@Nullable Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException secondary) {
            // The first failure is the one to tell.
        }
    }
}

package dev.flotilla.edge.uplink.identity;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder {@code identity/} of the agent's data. It is replaced as a whole, by renames, so that after a crash key and
 * certificate always belong together. Several processes may read it; only one at a time may store.
 */
public final class IdentityFolder {
    private static final String KEY = "key.pem";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String AUTHORITY = "authority.pem";
    private static final String CENTER = "center.properties";
    /** Held around each change: a lock on a file keeps out other processes, not other threads. */
    private static final ReentrantLock CHANGING = new ReentrantLock();

    private final Optional<UplinkAddress> via;
    private final Path folder;
    /** What is being written; of no use after a crash. */
    private final Path partial;
    /** Complete, and to take the place of the folder. */
    private final Path next;
    /** Replaced, and to be deleted. */
    private final Path previous;
    /** Locked by the process that changes the folder. */
    private final Path lock;

    /** @param data the agent's data folder */
    public IdentityFolder(Path data) {
        this(data, Optional.empty());
    }

    /**
     * @param data the agent's data folder
     * @param via where this node's configuration says that the uplink is to be reached
     */
    public IdentityFolder(Path data, Optional<UplinkAddress> via) {
        this.via = via;
        folder = data.resolve("identity");
        partial = data.resolve("identity.partial");
        next = data.resolve("identity.next");
        previous = data.resolve("identity.previous");
        lock = data.resolve("identity.lock");
    }

    /** Where the uplink is to be reached instead of at the address that the control center names. */
    public Optional<UplinkAddress> via() {
        return via;
    }

    /** Where it is, for messages to people. */
    public Path path() {
        return folder;
    }

    /** The file of the private key, for the check of its mode. */
    public Path keyFile() {
        return folder.resolve(KEY);
    }

    /**
     * The identity, or nothing when this node was never enrolled.
     *
     * @throws IOException naming the file that cannot be read or understood, and what to do
     */
    public Optional<Identity> load() throws IOException {
        finishInterruptedStore();
        Optional<FileTime> before = stamp();
        while (before.isPresent()) {
            Identity identity = read();
            Optional<FileTime> after = stamp();
            if (after.equals(before)) {
                return Optional.of(identity);
            }
            before = after;
        }
        return Optional.empty();
    }

    /** Changes whenever another identity is stored, also by another process; nothing while there is none. */
    public Optional<FileTime> stamp() {
        try {
            return Optional.of(Files.getLastModifiedTime(folder.resolve(CERTIFICATE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes this the node's identity, durably: afterwards either all of it is there or all of the one before. */
    public void store(Identity identity) throws IOException {
        Files.createDirectories(lock.toAbsolutePath().getParent());
        alone(() -> replaceBy(identity));
    }

    private void replaceBy(Identity identity) throws IOException {
        finish();
        PrivateFiles.deleteFolder(partial);
        PrivateFiles.createFolder(partial);
        try {
            PrivateFiles.write(partial.resolve(KEY), Pem.text(identity.key()));
            PrivateFiles.write(partial.resolve(CERTIFICATE), Pem.text(identity.certificate()));
            PrivateFiles.write(partial.resolve(AUTHORITY), Pem.text(identity.authority()));
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate cannot be encoded: " + e.getMessage(), e);
        }
        PrivateFiles.write(partial.resolve(CENTER), center(identity));
        PrivateFiles.flushFolder(partial);
        PrivateFiles.rename(partial, next);
        finish();
    }

    private void finishInterruptedStore() throws IOException {
        if (Files.exists(next) || Files.exists(previous)) {
            alone(this::finish);
        }
    }

    private void finish() throws IOException {
        if (Files.exists(next)) {
            PrivateFiles.deleteFolder(previous);
            if (Files.exists(folder)) {
                PrivateFiles.rename(folder, previous);
            }
            PrivateFiles.rename(next, folder);
        }
        PrivateFiles.deleteFolder(previous);
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    /** While neither another thread nor another process moves the folders: half of two moves would lose the identity. */
    private void alone(Change change) throws IOException {
        CHANGING.lock();
        try (var file = FileChannel.open(lock, CREATE, WRITE)) {
            file.lock();
            change.make();
        } finally {
            CHANGING.unlock();
        }
    }

    private Identity read() throws IOException {
        Properties center = new Properties();
        center.load(new StringReader(Files.readString(folder.resolve(CENTER))));
        String file = KEY;
        try {
            var key = Pem.key(Files.readString(keyFile()));
            file = CERTIFICATE;
            var certificate = Pem.certificate(Files.readString(folder.resolve(CERTIFICATE)));
            file = AUTHORITY;
            var authority = Pem.certificate(Files.readString(folder.resolve(AUTHORITY)));
            file = CENTER;
            return new Identity(
                    new NodeId(center.getProperty("node_id", "")),
                    center.getProperty("node_name", ""),
                    new TenantId(center.getProperty("tenant_id", "")),
                    new ClusterId(center.getProperty("cluster_id", "")),
                    CenterAddress.parse(center.getProperty("center", "")),
                    UplinkAddress.parse(center.getProperty("uplink", "")),
                    key,
                    certificate,
                    authority,
                    via);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    folder.resolve(file) + " is damaged (" + e.getMessage()
                            + "): enrol this node again with 'flotilla-edge enroll --again'",
                    e);
        }
    }

    private static String center(Identity identity) {
        return """
            center=%s
            uplink=%s
            node_id=%s
            node_name=%s
            tenant_id=%s
            cluster_id=%s
            """.formatted(
                        identity.center(),
                        identity.uplink(),
                        identity.node(),
                        escaped(identity.nodeName()),
                        identity.tenant(),
                        identity.cluster());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replaceAll("\\R", " ");
    }
}

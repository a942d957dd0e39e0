package dev.flotilla.edge.release;

import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.release.ReleaseStatement;
import dev.flotilla.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From an order to the swap. Blocks; on a thread of its own. */
final class Upgrade {
    /** The archive, and what comes out of it, which is hardly ever three times as large. */
    private static final int ROOM = 4;

    private final ReleaseFolder folder;
    private final Self self;
    private final List<PublicKey> keys;
    private final long mostBytes;
    private final Download download;

    /**
     * The agent that carries the order out.
     *
     * @param folder the folder that it runs from; empty for the program that was installed
     */
    record Self(String version, String platform, String folder) {}

    Upgrade(ReleaseFolder folder, Self self, List<PublicKey> keys, long mostBytes, Download download) {
        this.folder = folder;
        this.self = self;
        this.keys = keys;
        this.mostBytes = mostBytes;
        this.download = download;
    }

    /** Has the wanted version run at the next start; {@link ReleaseRefused} when it cannot be, and nothing is as it was not before. */
    void prepare(DesiredRelease desired) throws ReleaseRefused, InterruptedException {
        long endNs =
                System.nanoTime() + Duration.ofSeconds(desired.getDeadlineS()).toNanos();
        try {
            checkVersion(desired.getVersion());
            String to = present(desired).orElse("");
            if (to.isEmpty() && !isBase(desired)) {
                fetch(desired, endNs);
                to = desired.getVersion();
            }
            long left = Math.max(1, Duration.ofNanos(endNs - System.nanoTime()).toSeconds());
            folder.swap(new Trial(desired.getOrder(), desired.getVersion(), to, self.folder(), left));
        } catch (IOException e) {
            throw new ReleaseRefused(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void checkVersion(String version) throws ReleaseRefused, IOException {
        if (!ReleaseVersion.isOne(version)) {
            throw new ReleaseRefused("'" + version + "' is no version");
        }
        Optional<String> minimum = folder.minimumOf(self.version());
        if (minimum.isPresent() && new ReleaseVersion(version).isOlderThan(new ReleaseVersion(minimum.get()))) {
            throw new ReleaseRefused("version %s is older than %s, to which a node that ran %s may go back at most"
                    .formatted(version, minimum.get(), self.version()));
        }
    }

    /** The version's folder where this node still has it: verified when it came. */
    private Optional<String> present(DesiredRelease desired) throws IOException {
        return folder.installed(desired.getVersion())
                .filter(had -> desired.getSha256().isEmpty() || had.sha256().equals(desired.getSha256()))
                .map(ReleaseStatement::version);
    }

    /** The installed program's version may be had again by that alone. */
    private boolean isBase(DesiredRelease desired) throws IOException {
        return desired.getUrl().isEmpty()
                && folder.base().equals(Optional.of(desired.getVersion()))
                && !self.folder().isEmpty();
    }

    private void fetch(DesiredRelease desired, long endNs) throws ReleaseRefused, IOException, InterruptedException {
        if (desired.getUrl().isEmpty()) {
            throw new ReleaseRefused("this node does not have version " + desired.getVersion() + " any more");
        }
        ReleaseStatement statement = verified(desired);
        long usable = folder.usableBytes();
        if (usable < ROOM * statement.sizeBytes()) {
            throw new ReleaseRefused("the disk has room for %d bytes, and an upgrade by an archive of %d needs %d"
                    .formatted(usable, statement.sizeBytes(), ROOM * statement.sizeBytes()));
        }
        Path incoming = folder.incoming();
        Path archive = incoming.resolve("archive.tar.gz");
        download.to(archive, desired.getUrl(), statement, Duration.ofNanos(endNs - System.nanoTime()));
        Path unpacked = incoming.resolve("unpacked");
        Archive.unpack(archive, unpacked, Duration.ofNanos(endNs - System.nanoTime()));
        folder.install(unpacked, statement);
    }

    /** Before the first byte is fetched, and so before anything of it can be executable. */
    private ReleaseStatement verified(DesiredRelease desired) throws ReleaseRefused {
        ReleaseStatement statement;
        try {
            statement = new ReleaseStatement(
                    desired.getVersion(),
                    desired.getPlatform(),
                    desired.getSizeBytes(),
                    desired.getSha256(),
                    desired.getMinimum());
        } catch (IllegalArgumentException e) {
            throw new ReleaseRefused("the release is none: " + e.getMessage());
        }
        if (!statement.platform().equals(self.platform())) {
            throw new ReleaseRefused(
                    "the release is for %s, and this node is %s".formatted(statement.platform(), self.platform()));
        }
        if (statement.sizeBytes() > mostBytes) {
            throw new ReleaseRefused("the archive has %d bytes, and flotilla.release.most is %d"
                    .formatted(statement.sizeBytes(), mostBytes));
        }
        if (keys.isEmpty()) {
            throw new ReleaseRefused("this node trusts no release key: set flotilla.release.keys");
        }
        if (!statement.isSignedBy(keys, desired.getSignature().toByteArray())) {
            throw new ReleaseRefused(
                    "the signature of version %s is of no key that this node trusts".formatted(statement.version()));
        }
        return statement;
    }
}

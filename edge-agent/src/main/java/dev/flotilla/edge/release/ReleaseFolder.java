package dev.flotilla.edge.release;

import dev.flotilla.release.ReleaseStatement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions on this node. {@code current} is a link to {@code versions/X}; where there is none, the program runs that was
 * installed. Each step is one rename, so that whatever is killed when, {@code current} leads to a version that is whole.
 */
final class ReleaseFolder {
    /** In the archive, and written by whoever packs it. */
    private static final String LABEL = "release.properties";
    /** What was signed of the archive that the version came by. */
    private static final String INSTALLED = "installed.properties";

    private static final String LAUNCHER = "bin/flotilla-edge";

    private final Path root;

    ReleaseFolder(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** What runs when the agent starts next; empty for the program that was installed. */
    String current() throws IOException {
        try {
            return Files.readSymbolicLink(link()).getFileName().toString();
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    Optional<Trial> trial() throws IOException {
        return Fields.read(root.resolve(Trial.FILE)).map(Trial::of);
    }

    Optional<Outcome> outcome() throws IOException {
        return Fields.read(root.resolve(Outcome.FILE)).map(Outcome::of);
    }

    /** Ends a trial, or an order that came to none. */
    void end(Outcome outcome) throws IOException {
        Files.createDirectories(root);
        Fields.write(root.resolve(Outcome.FILE), outcome.fields());
        Files.deleteIfExists(root.resolve(Trial.FILE));
        Files.deleteIfExists(root.resolve("starts"));
    }

    /** Tells the keeper why the version on trial is not to be kept. */
    void unfit(String reason) throws IOException {
        Files.writeString(root.resolve("unfit"), reason.replace('\n', ' ') + "\n");
    }

    /** Has what the trial names run at the next start. */
    void swap(Trial trial) throws IOException {
        Files.deleteIfExists(root.resolve("starts"));
        Files.deleteIfExists(root.resolve("unfit"));
        Fields.write(root.resolve(Trial.FILE), trial.fields());
        if (trial.to().isEmpty()) {
            Files.deleteIfExists(link());
        } else {
            Path next = root.resolve("current.new");
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, Path.of("versions", trial.to()));
            Files.move(next, link(), StandardCopyOption.ATOMIC_MOVE);
        }
        force(root);
    }

    /** The oldest version to which this node may go back, as that version of its own says. */
    Optional<String> minimumOf(String version) throws IOException {
        return installed(version).map(ReleaseStatement::minimum).filter(text -> !text.isEmpty());
    }

    /** What was signed of a version that is here, whole and ready to run. */
    Optional<ReleaseStatement> installed(String version) throws IOException {
        Path folder = versions().resolve(version);
        return Files.isExecutable(folder.resolve(LAUNCHER))
                ? Fields.read(folder.resolve(INSTALLED))
                        .map(fields -> new ReleaseStatement(
                                fields.getOrDefault("version", ""),
                                fields.getOrDefault("platform", ""),
                                Long.parseLong(fields.getOrDefault("size", "0")),
                                fields.getOrDefault("sha256", ""),
                                fields.getOrDefault("minimum", "")))
                : Optional.empty();
    }

    /** The version of the program that was installed, where it ever ran on this data. */
    Optional<String> base() throws IOException {
        return Fields.read(root.resolve("base")).map(fields -> fields.getOrDefault("version", ""));
    }

    void isBase(String version) throws IOException {
        Files.createDirectories(root);
        Fields.write(root.resolve("base"), Map.of("version", version));
    }

    /** An empty place for an archive and what comes out of it. What an earlier one left there is gone. */
    Path incoming() throws IOException {
        Path incoming = root.resolve("incoming");
        delete(incoming);
        return Files.createDirectories(incoming);
    }

    /**
     * Makes what was unpacked a version of this node.
     *
     * @param unpacked holds {@code bin/flotilla-edge} and {@code release.properties}
     * @throws IOException also when it is not what the statement says
     */
    void install(Path unpacked, ReleaseStatement statement) throws IOException {
        Map<String, String> label = Fields.read(unpacked.resolve(LABEL)).orElse(Map.of());
        if (!statement.version().equals(label.get("version"))
                || !statement.platform().equals(label.get("platform"))) {
            throw new IOException("the archive holds version '%s' for '%s', and not '%s' for '%s'"
                    .formatted(label.get("version"), label.get("platform"), statement.version(), statement.platform()));
        }
        if (!Files.isExecutable(unpacked.resolve(LAUNCHER))) {
            throw new IOException("the archive holds no executable " + LAUNCHER);
        }
        Fields.write(
                unpacked.resolve(INSTALLED),
                Map.of(
                        "version", statement.version(),
                        "platform", statement.platform(),
                        "size", Long.toString(statement.sizeBytes()),
                        "sha256", statement.sha256(),
                        "minimum", statement.minimum()));
        forceAll(unpacked);
        Files.createDirectories(versions());
        Path place = versions().resolve(statement.version());
        delete(place);
        Files.move(unpacked, place, StandardCopyOption.ATOMIC_MOVE);
        force(versions());
    }

    /** Drops versions but those, and but what a process still runs from, as an engine that was started by an earlier agent. */
    void prune(List<String> kept, InUse inUse) throws IOException {
        delete(root.resolve("incoming"));
        if (!Files.isDirectory(versions())) {
            return;
        }
        try (Stream<Path> all = Files.list(versions())) {
            for (Path version : all.toList()) {
                if (!kept.contains(version.getFileName().toString()) && !inUse.isInUse(version)) {
                    delete(version);
                }
            }
        }
    }

    /** Whether a process of this machine runs from a folder. */
    interface InUse {
        boolean isInUse(Path folder);
    }

    long usableBytes() throws IOException {
        Files.createDirectories(root);
        FileStore store = Files.getFileStore(root);
        return store.getUsableSpace();
    }

    private Path link() {
        return root.resolve("current");
    }

    private Path versions() {
        return root.resolve("versions");
    }

    private static void forceAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                force(path);
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

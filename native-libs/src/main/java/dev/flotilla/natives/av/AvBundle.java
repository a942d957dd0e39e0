package dev.flotilla.natives.av;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the FFmpeg libraries are: in a folder that a package brought along, or in the jar they come in, from which they are
 * unpacked once. The unpacked folder is named by its content and appears whole or not at all.
 */
public final class AvBundle {
    /** Names a folder that holds the libraries. */
    public static final String FOLDER_VARIABLE = "FLOTILLA_LIBAV";

    /** The folder beside the executable in which packages put them. */
    private static final String BESIDE = "libav";

    private static final String IN_JAR = "org/bytedeco/ffmpeg/linux-x86_64/";

    private AvBundle() {}

    /**
     * Finds the libraries, or unpacks them.
     *
     * @param executable the running program, for a folder {@code libav} beside it
     * @param cache where to unpack to; made when missing, for the owner alone
     * @throws IOException a sentence that says where they were looked for
     */
    public static Path find(@Nullable Path executable, Path cache) throws IOException {
        String named = System.getenv(FOLDER_VARIABLE);
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        Path beside = executable == null ? null : executable.resolveSibling(BESIDE);
        if (beside != null && Files.exists(beside.resolve(Av.FILES.getLast()))) {
            return beside;
        }
        return unpack(cache);
    }

    static Path unpack(Path cache) throws IOException {
        List<URL> resources =
                Av.FILES.stream().flatMap(file -> resource(file).stream()).toList();
        if (resources.size() < Av.FILES.size()) {
            throw new IOException("the FFmpeg libraries are neither in the folder that " + FOLDER_VARIABLE
                    + " names, nor in a folder '" + BESIDE + "' beside the executable, nor in a jar");
        }
        Files.createDirectories(
                cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        checkOwner(cache);
        Path folder = cache.resolve("ffmpeg-" + fingerprint(resources));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path draft = Files.createTempDirectory(cache, "unpacking-");
        try {
            for (int i = 0; i < resources.size(); i++) {
                try (InputStream in = resources.get(i).openStream()) {
                    Files.copy(in, draft.resolve(Av.FILES.get(i)));
                }
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was quicker: its folder has the same content.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            delete(draft);
        }
        return folder;
    }

    /** What another user could have put there must not be loaded. */
    private static void checkOwner(Path cache) throws IOException {
        var attributes = Files.readAttributes(cache, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean isOurs = attributes.owner().equals(Files.getOwner(Path.of("/proc/self")));
        boolean isOpen = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        if (!isOurs || isOpen || attributes.isSymbolicLink()) {
            throw new IOException("the folder " + cache + " must belong to this user, and be writable by nobody else");
        }
    }

    private static Optional<URL> resource(String file) {
        return Optional.ofNullable(AvBundle.class.getClassLoader().getResource(IN_JAR + file));
    }

    /** The checksums that the jar has of its files, as 16 hexadecimal digits. */
    private static String fingerprint(List<URL> resources) throws IOException {
        long hash = 0;
        for (URL resource : resources) {
            if (!(resource.openConnection() instanceof JarURLConnection connection)) {
                throw new IOException("the FFmpeg libraries must be in a jar: " + resource);
            }
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                JarEntry entry = jar.getJarEntry(connection.getEntryName());
                hash = 31 * (31 * hash + entry.getCrc()) + entry.getSize();
            }
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

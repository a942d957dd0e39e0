package dev.flotilla.control.object;

import dev.flotilla.control.secret.Signer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Objects as files of a folder, by signed addresses of our own HTTP. What is being uploaded lies in a folder beside, under a name that
 * no object has.
 */
final class FolderStore implements Store {
    static final String PATH = "/objects/v1/";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final Supplier<Signer> signer;
    private final String address;
    private final ObjectConfig config;
    private final FolderParts parts = new FolderParts(this);

    /** @param address scheme, host and port by which this control center is reached */
    FolderStore(Path folder, Supplier<Signer> signer, String address, ObjectConfig config) {
        this.folder = folder.toAbsolutePath().normalize();
        this.signer = signer;
        this.address = address;
        this.config = config;
    }

    @Override
    public SignedAddress upload(ObjectKey key, long bytes, Instant now) {
        long most = bytes > 0 ? bytes : config.largest().asLongValue();
        return address(new Ticket("PUT", key, most, "", now.plus(config.uploadExpiry())));
    }

    @Override
    public SignedAddress download(ObjectKey key, Optional<String> savedAs, Instant now) {
        return address(new Ticket("GET", key, 0, savedAs.orElse(""), now.plus(config.downloadExpiry())));
    }

    @Override
    public String beginParts(ObjectKey key) {
        return "parts-" + UUID.randomUUID();
    }

    @Override
    public SignedAddress uploadPart(ObjectKey key, String upload, int number, long bytes, Instant now) {
        return upload(FolderParts.part(key, upload, number), bytes, now);
    }

    @Override
    public List<StoredPart> parts(ObjectKey key, String upload) {
        return parts.list(key, upload);
    }

    @Override
    public void join(ObjectKey key, String upload, List<StoredPart> all) {
        parts.join(key, upload, all);
    }

    @Override
    public void abandonParts(ObjectKey key, String upload) {
        parts.abandon(key, upload);
    }

    @Override
    public byte[] read(ObjectKey key, long from, int most) {
        try (FileChannel file = FileChannel.open(path(key))) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.clamp(file.size() - from, 0, most)));
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (IOException e) {
            throw new StorageFailed("cannot read " + key, e);
        }
    }

    private SignedAddress address(Ticket ticket) {
        String url = "%s%s%s?method=%s&most=%d&expires=%d&name=%s&signature=%s"
                .formatted(
                        address,
                        PATH,
                        ticket.key(),
                        ticket.method(),
                        ticket.mostBytes(),
                        ticket.expiresAt().getEpochSecond(),
                        URLEncoder.encode(ticket.savedAs(), StandardCharsets.UTF_8),
                        signer.get().sign(ticket.signed()));
        return new SignedAddress(url, Map.of(), ticket.expiresAt());
    }

    boolean isSigned(Ticket ticket, String signature) {
        return signer.get().isSigned(ticket.signed(), signature);
    }

    @Override
    public List<StoredObject> list(ObjectKey above, int most) {
        Path top = path(above);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(most)
                    .map(this::stored)
                    .toList();
        } catch (IOException e) {
            throw new StorageFailed("cannot list " + above, e);
        }
    }

    private StoredObject stored(Path file) {
        String key = folder.relativize(file).toString();
        return new StoredObject(new ObjectKey(key), file.toFile().length());
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            Path file = path(key);
            Files.deleteIfExists(file);
            Path home = file.getParent();
            while (home != null && !home.equals(folder) && Files.deleteIfExists(home)) {
                home = home.getParent();
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException _) {
            // Others lie there still, or somebody else was quicker.
        } catch (IOException e) {
            throw new StorageFailed("cannot delete " + key, e);
        }
    }

    /** Where the object is, if it is there. */
    Path path(ObjectKey key) {
        return folder.resolve(key.text());
    }

    /** A new file for what comes in. */
    Path begin() throws IOException {
        Path home = Files.createDirectories(folder.resolve(UNFINISHED));
        if (Files.getFileStore(home).getUsableSpace() < config.keepFree().asLongValue()) {
            throw new DiskFull("the disk has less than %d bytes left"
                    .formatted(config.keepFree().asLongValue()));
        }
        return Files.createTempFile(home, "upload-", "");
    }

    /** Throws away what uploads left behind that never ended. */
    void forgetUnfinished(Instant before) throws IOException {
        Path home = folder.resolve(UNFINISHED);
        if (!Files.isDirectory(home)) {
            return;
        }
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** No upload may begin. */
    static final class DiskFull extends IOException {
        DiskFull(String message) {
            super(message);
        }
    }
}

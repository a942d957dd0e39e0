package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Streams on the disk ({@code streams.pb}: records, each after its length), for a Foghorn that starts while the control center
 * is away. Holds no secret: no stream keys, no push targets, no webhooks; a stream whose viewers a webhook allows stays closed
 * until the control center is back.
 */
final class LastKnownFile {
    private final Path file;

    /** @param data the agent's data folder */
    LastKnownFile(Path data) {
        this.file = data.resolve("streams.pb");
    }

    /**
     * What was written last; nothing where there is no file.
     *
     * @throws IOException naming the file when it cannot be read or understood
     */
    List<StreamRecord> read() throws IOException {
        List<StreamRecord> streams = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (StreamRecord next = StreamRecord.parseDelimitedFrom(in);
                    next != null;
                    next = StreamRecord.parseDelimitedFrom(in)) {
                streams.add(next);
            }
            return streams;
        } catch (NoSuchFileException never) {
            return List.of();
        } catch (IOException damaged) {
            throw new IOException(file + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** Takes the place of what was there; after a crash or a power cut either is whole. */
    void write(Collection<StreamRecord> streams) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            for (StreamRecord stream : streams) {
                withoutSecrets(stream).writeDelimitedTo(out);
            }
            out.flush();
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static StreamRecord withoutSecrets(StreamRecord stream) {
        StreamRecord.Builder open = stream.toBuilder().clearPushTargets();
        if (stream.getPolicy().hasWebhook()) {
            open.setPolicy(PlaybackPolicy.getDefaultInstance());
        }
        return open.build();
    }
}

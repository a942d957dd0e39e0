package dev.flotilla.edge.foghorn.control;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What the MistServers of the region are to be, as an operator has written it: {@code ConfigSeed} in the JSON form of protobuf.
 * Read again when the file changes; one that makes no sense changes nothing. Without a {@code version} its content is its version.
 */
final class SeedFile {
    private static final Logger LOG = Logger.getLogger(SeedFile.class);
    private static final long LARGEST_BYTES = 1 << 20;

    private final Path file;
    private String text = "";
    private String problem = "";
    private volatile Optional<ConfigSeed> seed = Optional.empty();

    SeedFile(Path file) {
        this.file = file;
    }

    /** What it says; nothing before {@link #look}, and while there is none. */
    Optional<ConfigSeed> seed() {
        return seed;
    }

    /** Reads the file, and answers whether it says something else than before. For one thread. */
    boolean look() {
        String now;
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new IOException("it has more than " + LARGEST_BYTES + " bytes");
            }
            now = Files.readString(file);
        } catch (IOException e) {
            String why = "flotilla.foghorn.seed-file: %s cannot be read: %s".formatted(file, e);
            if (!why.equals(problem)) {
                problem = why;
                LOG.warn(why);
            }
            return false;
        }
        problem = "";
        if (now.equals(text)) {
            return false;
        }
        text = now;
        try {
            ConfigSeed.Builder read = ConfigSeed.newBuilder();
            JsonFormat.parser().merge(now, read);
            if (read.getVersion().isEmpty()) {
                read.setVersion(UUID.nameUUIDFromBytes(now.getBytes(StandardCharsets.UTF_8))
                        .toString());
            }
            seed = Optional.of(read.build());
            LOG.infof("flotilla.foghorn.seed-file: nodes are told version %s", read.getVersion());
            return true;
        } catch (InvalidProtocolBufferException e) {
            LOG.errorf(
                    "flotilla.foghorn.seed-file: %s says nothing that nodes could be told: %s", file, e.getMessage());
            return false;
        }
    }
}

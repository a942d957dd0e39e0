package dev.flotilla.edge.helmsman.control;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.uplink.v1.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Whether this node serves as usual, empties itself or is out of service. Kept on the disk; the newest wish counts. */
public final class NodeMode {
    private static final Logger LOG = Logger.getLogger(NodeMode.class);

    private final Path file;
    private final List<Consumer<Mode>> listeners = new CopyOnWriteArrayList<>();
    private volatile Mode present = Mode.getDefaultInstance();

    NodeMode(Path file) {
        this.file = file;
        try {
            Mode.Builder kept = Mode.newBuilder();
            JsonFormat.parser().merge(Files.readString(file), kept);
            present = kept.build();
        } catch (NoSuchFileException neverSet) {
            LOG.debugf("the mode was never set: %s", neverSet.getMessage());
        } catch (InvalidProtocolBufferException e) {
            LOG.errorf("%s is damaged, and the node serves as usual: %s", file, e.getMessage());
        } catch (IOException e) {
            LOG.errorf("%s cannot be read, and the node serves as usual: %s", file, e);
        }
    }

    public Mode present() {
        return present;
    }

    /** Sets it here, by whoever has this node's own API. */
    public Optional<String> set(Mode.Kind kind, String by, Instant now) {
        return offer(Mode.newBuilder()
                .setKind(kind)
                .setSetBy(by)
                .setSetAtMs(now.toEpochMilli())
                .build());
    }

    /**
     * Makes it the node's mode, durably, unless a newer one is.
     *
     * @return why it was refused; empty when it is the node's mode now
     */
    public Optional<String> offer(Mode mode) {
        if (mode.getKind() == Mode.Kind.KIND_UNSPECIFIED || mode.getKind() == Mode.Kind.UNRECOGNIZED) {
            return Optional.of("mode.kind: must be normal, draining or maintenance: '" + mode.getKindValue() + "'");
        }
        synchronized (this) {
            if (mode.equals(present)) {
                return Optional.empty();
            }
            if (mode.getSetAtMs() < present.getSetAtMs()) {
                return Optional.of("%s set the mode later, at %s"
                        .formatted(present.getSetBy(), Instant.ofEpochMilli(present.getSetAtMs())));
            }
            try {
                Path partial = file.resolveSibling(file.getFileName() + ".partial");
                Files.writeString(partial, JsonFormat.printer().print(mode), CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                return Optional.of("the mode cannot be stored: " + e);
            }
            present = mode;
        }
        LOG.infof("mode=%s set by %s", mode.getKind(), mode.getSetBy());
        listeners.forEach(listener -> listener.accept(mode));
        return Optional.empty();
    }

    /** From now on takes the modes, too, that people give the node in the control center. */
    void follow(Regions regions) {
        take(regions.present());
        regions.listen(this::take);
    }

    private void take(Region region) {
        if (region.hasMode()) {
            offer(region.getMode()).ifPresent(refused -> LOG.debugf("the control center's mode: %s", refused));
        }
    }

    /** Whom to tell of each change: must not block. */
    public void listen(Consumer<Mode> listener) {
        listeners.add(listener);
    }
}

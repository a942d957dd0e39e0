package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The part of MistServer's configuration that this agent owns: wanted by a Foghorn, and by the node's own file, which counts
 * more. Both the wish and what was made of it survive a restart. For any thread; one change at a time.
 */
public final class Setup {
    private static final Logger LOG = Logger.getLogger(Setup.class);

    private final Path seedFile;
    private final OwnedFile ownedFile;
    private final Optional<Path> localFile;
    private final long bandwidthLimit;
    private final Supplier<Map<String, ObjectNode>> own;
    private Wish seed;
    private String seedVersion;
    private Owned owned;

    /**
     * What came of making a MistServer as it is wanted.
     *
     * @param problems sentences for people; empty when all was done
     */
    public record Outcome(List<Change> done, List<String> problems) {}

    /**
     * @param folder where wish and possessions are kept
     * @param localFile the node's own wish, YAML; read whenever it is needed
     * @param bandwidthLimit of the node's configuration, bytes per second; 0 when there is none
     * @throws IOException when what was kept cannot be read
     */
    public Setup(Path folder, Optional<Path> localFile, long bandwidthLimit) throws IOException {
        this(folder, localFile, bandwidthLimit, Map::of);
    }

    /** @param own streams that parts of this agent need; one that MistServer has otherwise stays as it is */
    public Setup(Path folder, Optional<Path> localFile, long bandwidthLimit, Supplier<Map<String, ObjectNode>> own)
            throws IOException {
        this.own = own;
        this.seedFile = folder.resolve("mist-seed.pb");
        this.ownedFile = new OwnedFile(folder.resolve("mist-owned.json"));
        this.localFile = localFile;
        this.bandwidthLimit = bandwidthLimit;
        ConfigSeed kept = kept();
        this.seed = Wish.of(kept);
        this.seedVersion = kept.getVersion();
        this.owned = ownedFile.read();
    }

    /**
     * Takes what a Foghorn wants, and keeps it on disk. Answers whether that is another wish than before.
     *
     * @throws IllegalArgumentException naming what makes no sense; the wish before stays
     * @throws IOException when the disk does not take it; the wish before stays
     */
    public synchronized boolean take(ConfigSeed wanted) throws IOException {
        if (!wanted.getVersion().isEmpty() && wanted.getVersion().equals(seedVersion)) {
            return false;
        }
        Wish next = Wish.of(wanted);
        SafeFile.write(seedFile, wanted.toByteArray());
        boolean isOther = !next.equals(seed);
        seed = next;
        seedVersion = wanted.getVersion();
        return isOther;
    }

    /** The steps from what is there to what is wanted. Throws {@link IllegalArgumentException} when the node's file makes no sense. */
    public synchronized List<Change> difference(MistConfig live) {
        return Difference.between(wish(live), owned, live);
    }

    /**
     * Makes MistServer as it is wanted, as far as it can be.
     *
     * @throws MistFailure when MistServer does not answer any more
     */
    public synchronized Outcome apply(MistApi mist, MistConfig live) throws MistFailure {
        List<Change> done = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            Wish wish = wish(live);
            for (Change change : Difference.between(wish, owned, live)) {
                carryOut(mist, change, done, problems);
            }
            if (problems.isEmpty()) {
                remember(owned.only(wish));
            }
        } catch (IllegalArgumentException wrong) {
            problems.add("MistServer's configuration is left as it is: " + wrong.getMessage());
        } catch (IOException disk) {
            problems.add(
                    "MistServer's configuration is left as it is, because what this agent owns of it cannot be kept: "
                            + disk);
        }
        return new Outcome(done, problems);
    }

    private void carryOut(MistApi mist, Change change, List<Change> done, List<String> problems)
            throws MistFailure, IOException {
        // First: what is made and not remembered would never be taken back.
        remember(owned.with(change));
        try {
            mist.change(change.command());
            LOG.infof("MistServer's configuration: %s", change.line());
            done.add(change);
        } catch (MistFailure failure) {
            if (failure.kind() != MistFailure.Kind.SENSELESS) {
                throw failure;
            }
            problems.add(change.line() + ": " + failure.getMessage());
        }
    }

    private void remember(Owned next) throws IOException {
        if (!next.equals(owned)) {
            ownedFile.write(next);
            owned = next;
        }
    }

    /** The streams that ask a Foghorn for their source. */
    public synchronized List<String> balancedStreams() {
        return Balancing.balanced(wish());
    }

    /** The source of those streams; empty when none is to ask. */
    public synchronized String balancedSource() {
        return Balancing.source(wish());
    }

    /**
     * The sources of the streams that parts of this agent need, by name.
     *
     * @param live the configuration before {@link #apply}
     */
    public synchronized Map<String, String> ownSources(MistConfig live) {
        Map<String, String> sources = new TreeMap<>();
        own.get().forEach((name, stream) -> {
            JsonNode configured = live.streams().has(name) ? live.streams().path(name) : stream;
            sources.put(name, configured.path("source").asText(""));
        });
        sources.values().removeIf(String::isEmpty);
        return sources;
    }

    /** With the agent's own streams, but for those that somebody else has made. */
    private Wish wish(MistConfig live) {
        Map<String, ObjectNode> streams = new TreeMap<>(own.get());
        streams.keySet()
                .removeIf(name -> live.streams().has(name) && !owned.streams().containsKey(name));
        Wish mine = new Wish(
                streams,
                Wish.NOTHING.protocols(),
                Wish.NOTHING.tags(),
                Wish.NOTHING.location(),
                Wish.NOTHING.bandwidthLimit(),
                "");
        return wish().over(mine);
    }

    private Wish wish() {
        Wish local = localFile.map(SetupFile::read).orElse(Wish.NOTHING);
        Wish configured = new Wish(
                Wish.NOTHING.streams(),
                Wish.NOTHING.protocols(),
                Wish.NOTHING.tags(),
                Wish.NOTHING.location(),
                bandwidthLimit,
                "");
        return local.over(configured).over(seed);
    }

    private ConfigSeed kept() throws IOException {
        if (!Files.exists(seedFile)) {
            return ConfigSeed.getDefaultInstance();
        }
        try {
            return ConfigSeed.parseFrom(Files.readAllBytes(seedFile));
        } catch (InvalidProtocolBufferException damaged) {
            Path aside = seedFile.resolveSibling(seedFile.getFileName() + ".damaged");
            Files.move(seedFile, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.errorf("%s is damaged and is now %s; a Foghorn sends it again: %s", seedFile, aside, damaged);
            return ConfigSeed.getDefaultInstance();
        }
    }
}

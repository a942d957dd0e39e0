package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps from a configuration as it is to the wanted one. Pure. Touches only what the wish names, and what this agent made
 * earlier and is not wanted any more.
 */
final class Difference {
    /** A degree's ten-thousandth is ten metres; MistServer may round. */
    private static final double SAME_PLACE = 0.000_1;
    /** What MistServer goes by where nobody has set a limit: 128 MiB/s. */
    private static final long NEVER_SET = 128L << 20;

    private final Wish wish;
    private final Owned owned;
    private final MistConfig live;
    private final List<Change> changes = new ArrayList<>();

    private Difference(Wish wish, Owned owned, MistConfig live) {
        this.wish = wish;
        this.owned = owned;
        this.live = live;
    }

    static List<Change> between(Wish wish, Owned owned, MistConfig live) {
        var difference = new Difference(wish, owned, live);
        difference.streams();
        difference.protocols();
        difference.tags();
        difference.location();
        difference.bandwidthLimit();
        return difference.changes;
    }

    private void streams() {
        Map<String, ObjectNode> wanted = Balancing.streams(wish);
        wanted.forEach(this::stream);
        owned.streams().forEach((name, mine) -> {
            if (!wanted.containsKey(name) && live.streams().path(name) instanceof ObjectNode there) {
                JsonNode before = mine.before().orElse(null);
                if (before == null) {
                    changes.add(new Change.DropStream(name));
                } else {
                    put(name, there, back(Parts.set(there), mine.keys(), before), Set.of());
                }
            }
        });
    }

    private void stream(String name, ObjectNode wanted) {
        Set<String> keys = new TreeSet<>();
        wanted.properties().forEach(part -> keys.add(part.getKey()));
        if (!(live.streams().path(name) instanceof ObjectNode there)) {
            changes.add(new Change.PutStream(name, Optional.empty(), wanted, keys));
            return;
        }
        ObjectNode next = Parts.set(there);
        Owned.Stream mine = owned.streams().get(name);
        if (mine != null) {
            Set<String> unwanted = new TreeSet<>(mine.keys());
            unwanted.removeAll(keys);
            next = back(next, unwanted, mine.before().orElse(next.objectNode()));
        }
        put(name, there, next.setAll(wanted), keys);
    }

    /** With these parts as they were before this agent came. */
    private static ObjectNode back(ObjectNode stream, Set<String> keys, JsonNode before) {
        for (String key : keys) {
            if (before.has(key)) {
                stream.set(key, before.path(key));
            } else {
                stream.remove(key);
            }
        }
        return stream;
    }

    private void put(String name, ObjectNode there, ObjectNode next, Set<String> keys) {
        ObjectNode now = Parts.set(there);
        if (!Parts.areSame(now, next)) {
            changes.add(new Change.PutStream(name, Optional.of(now), next, keys));
        }
    }

    private void protocols() {
        List<JsonNode> replaced = new ArrayList<>();
        for (ObjectNode wanted : wish.protocols()) {
            if (live.protocols().stream().anyMatch(there -> Parts.areIn(wanted, there))) {
                continue;
            }
            Optional<JsonNode> other = replaceable(wanted);
            if (other.isPresent()) {
                replaced.add(other.get());
                ObjectNode next = other.get().deepCopy();
                changes.add(new Change.ReplaceProtocol(other.get(), next.setAll(wanted)));
            } else {
                changes.add(new Change.AddProtocol(wanted));
            }
        }
        for (JsonNode there : live.protocols()) {
            Optional<Owned.Protocol> mine = owned.protocol(there);
            boolean isWanted = replaced.contains(there)
                    || wish.protocols().stream().anyMatch(wanted -> Parts.areIn(wanted, there));
            if (mine.isPresent() && !isWanted) {
                changes.add(mine.get()
                        .before()
                        .<Change>map(before -> new Change.ReplaceProtocol(there, before))
                        .orElseGet(() -> new Change.DropProtocol(there)));
            }
        }
    }

    /** The entry that the wanted one takes the place of: its like that is this agent's, or that has the same port. */
    private Optional<JsonNode> replaceable(ObjectNode wanted) {
        List<JsonNode> alike = live.protocols().stream()
                .filter(there -> Parts.areSame(there.path("connector"), wanted.path("connector")))
                .filter(there -> wish.protocols().stream().noneMatch(other -> Parts.areIn(other, there)))
                .toList();
        return alike.stream()
                .filter(there -> owned.protocol(there).isPresent())
                .findFirst()
                .or(() -> alike.stream()
                        .filter(there -> Parts.areSame(there.path("port"), wanted.path("port")))
                        .findFirst());
    }

    private void tags() {
        wish.tags().stream()
                .filter(tag -> !live.tags().contains(tag))
                .forEach(tag -> changes.add(new Change.AddTag(tag)));
        owned.tags().stream()
                .filter(tag -> live.tags().contains(tag) && !wish.tags().contains(tag))
                .forEach(tag -> changes.add(new Change.RemoveTag(tag)));
    }

    private void location() {
        wish.location().or(owned::locationBefore).ifPresent(wanted -> {
            if (!isSame(wanted, live.location())) {
                changes.add(new Change.SetLocation(live.location(), wanted));
            }
        });
    }

    private static boolean isSame(Location one, Location other) {
        return Math.abs(one.latitude() - other.latitude()) < SAME_PLACE
                && Math.abs(one.longitude() - other.longitude()) < SAME_PLACE
                && one.name().equals(other.name());
    }

    private void bandwidthLimit() {
        long wanted = wish.bandwidthLimit() > 0
                ? wish.bandwidthLimit()
                : owned.bandwidthLimitBefore()
                        .map(before -> before > 0 ? before : NEVER_SET)
                        .orElse(live.bandwidthLimit());
        if (wanted != live.bandwidthLimit()) {
            changes.add(new Change.SetBandwidthLimit(live.bandwidthLimit(), wanted));
        }
    }
}

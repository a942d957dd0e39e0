package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What this agent has made of MistServer's configuration, and what was there before: so that it takes back its own when it is
 * not wanted any more, and nothing else.
 */
record Owned(
        Map<String, Stream> streams,
        List<Protocol> protocols,
        Set<String> tags,
        Optional<Location> locationBefore,
        Optional<Long> bandwidthLimitBefore) {
    static final Owned NOTHING = new Owned(Map.of(), List.of(), Set.of(), Optional.empty(), Optional.empty());

    /**
     * A stream that this agent made, or changed.
     *
     * @param keys the parts that it sets
     * @param before the stream as it was; empty when there was none
     */
    record Stream(Set<String> keys, Optional<JsonNode> before) {}

    /**
     * An entry that this agent made, or changed.
     *
     * @param before the entry as it was; empty when there was none
     */
    record Protocol(JsonNode entry, Optional<JsonNode> before) {}

    Owned {
        streams = new TreeMap<>(streams);
        protocols = List.copyOf(protocols);
        tags = new TreeSet<>(tags);
    }

    /** With what the change is about to make its own. What goes is let go by {@link #only}, afterwards. */
    Owned with(Change change) {
        return switch (change) {
            case Change.PutStream put -> {
                Optional<JsonNode> before = streams.containsKey(put.name())
                        ? streams.get(put.name()).before()
                        : put.from();
                yield streams(put.name(), Optional.of(new Stream(put.keys(), before)));
            }
            case Change.AddProtocol add ->
                protocols(Optional.empty(), Optional.of(new Protocol(add.entry(), Optional.empty())));
            case Change.ReplaceProtocol replace -> {
                Optional<Protocol> mine = protocol(replace.from());
                Optional<JsonNode> before = mine.isPresent() ? mine.get().before() : Optional.of(replace.from());
                yield protocols(mine, Optional.of(new Protocol(replace.to(), before)));
            }
            case Change.AddTag add -> {
                Set<String> more = new TreeSet<>(tags);
                more.add(add.tag());
                yield new Owned(streams, protocols, more, locationBefore, bandwidthLimitBefore);
            }
            case Change.SetLocation set ->
                new Owned(
                        streams,
                        protocols,
                        tags,
                        locationBefore.or(() -> Optional.of(set.from())),
                        bandwidthLimitBefore);
            case Change.SetBandwidthLimit set ->
                new Owned(
                        streams,
                        protocols,
                        tags,
                        locationBefore,
                        bandwidthLimitBefore.or(() -> Optional.of(set.from())));
            case Change.DropStream _, Change.DropProtocol _, Change.RemoveTag _ -> this;
        };
    }

    /** Without what the wish does not name any more: called when MistServer is as it should be. */
    Owned only(Wish wish) {
        Map<String, Stream> wanted = new TreeMap<>(streams);
        wanted.keySet().retainAll(Balancing.streams(wish).keySet());
        Set<String> wantedTags = new TreeSet<>(tags);
        wantedTags.retainAll(wish.tags());
        List<Protocol> wantedProtocols = protocols.stream()
                .filter(mine -> wish.protocols().stream().anyMatch(entry -> Parts.areIn(entry, mine.entry())))
                .toList();
        return new Owned(
                wanted,
                wantedProtocols,
                wantedTags,
                wish.location().isPresent() ? locationBefore : Optional.empty(),
                wish.bandwidthLimit() > 0 ? bandwidthLimitBefore : Optional.empty());
    }

    /** What this agent has made of that entry. */
    Optional<Protocol> protocol(JsonNode entry) {
        return protocols.stream()
                .filter(mine -> Parts.areIn(mine.entry(), entry))
                .findFirst();
    }

    private Owned streams(String name, Optional<Stream> stream) {
        Map<String, Stream> next = new TreeMap<>(streams);
        stream.ifPresent(mine -> next.put(name, mine));
        return new Owned(next, protocols, tags, locationBefore, bandwidthLimitBefore);
    }

    private Owned protocols(Optional<Protocol> gone, Optional<Protocol> come) {
        List<Protocol> next = new ArrayList<>(protocols);
        gone.ifPresent(next::remove);
        come.ifPresent(next::add);
        return new Owned(streams, next, tags, locationBefore, bandwidthLimitBefore);
    }
}

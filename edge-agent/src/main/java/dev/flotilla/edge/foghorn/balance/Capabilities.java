package dev.flotilla.edge.foghorn.balance;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node may be used for, or what a request needs: words, of which four are known everywhere. */
public record Capabilities(Set<String> words) {
    /** No word at all; needed by a request that any node may serve. */
    public static final Capabilities NONE = new Capabilities(Set.of());

    /** Serves viewers. */
    public static final Capabilities EDGE = new Capabilities(Set.of("edge"));

    /** Takes publishers. */
    public static final Capabilities INGEST = new Capabilities(Set.of("ingest"));

    private static final List<String> KNOWN = List.of("ingest", "edge", "storage", "processing");

    public Capabilities {
        words = Set.copyOf(words);
    }

    /** Those of a node, as it registers. */
    public static Capabilities of(Collection<String> words) {
        return new Capabilities(Set.copyOf(words));
    }

    /** Reads words with commas between them. */
    public static Capabilities parse(String list) {
        return new Capabilities(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether it is one of the words with a meaning of its own; any other is a role that the operator made up. */
    public static boolean isKnown(String word) {
        return KNOWN.contains(word);
    }

    boolean cover(Capabilities needed) {
        return words.containsAll(needed.words);
    }
}

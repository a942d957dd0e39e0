package dev.flotilla.edge.unit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The units that are switched on ({@code flotilla.units}); the others neither listen nor run anything. */
public record Units(Set<Unit> on) {
    private static final String NONE = "none";

    public Units {
        on = Set.copyOf(on);
    }

    /**
     * Reads names with commas between them; {@code none} for a node that only reports.
     *
     * @throws IllegalArgumentException naming what is no unit
     */
    public static Units parse(String text) {
        Set<Unit> on = EnumSet.noneOf(Unit.class);
        if (!text.strip().equals(NONE)) {
            for (String word : text.split(",", -1)) {
                on.add(unit(word.strip()));
            }
        }
        return new Units(on);
    }

    private static Unit unit(String word) {
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "flotilla.units names '%s', which is no unit of this agent: name some of %s, or '%s'"
                                .formatted(
                                        word,
                                        Arrays.stream(Unit.values())
                                                .map(Unit::word)
                                                .collect(Collectors.joining(", ")),
                                        NONE)));
    }

    public boolean has(Unit unit) {
        return on.contains(unit);
    }

    /** In the order in which the agent knows them. */
    public List<String> words() {
        return on.stream().sorted().map(Unit::word).toList();
    }
}

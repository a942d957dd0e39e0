package dev.flotilla.edge.helmsman.mist;

import java.util.Set;

/** A stream by MistServer's name: {@code live}, or {@code live+front} where everything behind the plus is up to the user. */
public record MistStream(String name) {
    /** Base names under which the fleet keeps its own streams. */
    private static final Set<String> FLEET = Set.of("live", "pull", "vod", "dvr", "processing");

    /** SRT brings the plus as a space; both mean the same. */
    public MistStream {
        int separator = separator(name);
        if (separator >= 0 && name.charAt(separator) == ' ') {
            name = name.substring(0, separator) + '+' + name.substring(separator + 1);
        }
    }

    /** What must be configured for it: the part before the plus. */
    public String base() {
        int plus = separator(name);
        return plus < 0 ? name : name.substring(0, plus);
    }

    /** As the fleet names it: without a prefix of its own ({@code live+}). */
    public String fleetName() {
        int plus = separator(name);
        return plus >= 0 && FLEET.contains(base()) ? name.substring(plus + 1) : name;
    }

    private static int separator(String name) {
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) == '+' || name.charAt(at) == ' ') {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return name;
    }
}

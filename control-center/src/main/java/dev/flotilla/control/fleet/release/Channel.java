package dev.flotilla.control.fleet.release;

import org.eclipse.microprofile.graphql.Name;

/** How tried a release is. */
@Name("ReleaseChannel")
public enum Channel {
    /** For everybody. */
    STABLE,
    /** For those who try it before; they get what is stable, too. */
    RC;

    /** Whether whoever follows this channel gets releases of that one. */
    boolean takes(Channel published) {
        return this == RC || published == STABLE;
    }
}

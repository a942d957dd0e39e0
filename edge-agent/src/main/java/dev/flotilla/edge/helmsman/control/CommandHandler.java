package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import java.util.Optional;
import java.util.Set;

/** Carries out commands of some kinds. A bean of this type takes part by being there. */
public interface CommandHandler {
    /** Which ones; no two handlers name the same. */
    Set<CommandCase> kinds();

    /**
     * Does what is wanted, on a virtual thread of its own; may block. Called once for each id since the agent started.
     *
     * @return why it was not done, for people; empty when it was
     */
    Optional<String> carryOut(Command command);
}

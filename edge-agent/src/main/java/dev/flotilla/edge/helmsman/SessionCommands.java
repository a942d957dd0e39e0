package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.control.CommandHandler;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import dev.flotilla.proto.foghorn.v1.StopSessions;
import java.util.Optional;
import java.util.Set;

/** Ends viewers of MistServer, or has them decided anew, for a Foghorn. */
final class SessionCommands implements CommandHandler {
    private final Optional<Beside> beside;

    /** @param beside empty on a node without a MistServer, which has no sessions */
    SessionCommands(Optional<Beside> beside) {
        this.beside = beside;
    }

    @Override
    public Set<CommandCase> kinds() {
        return Set.of(CommandCase.INVALIDATE_SESSIONS, CommandCase.STOP_SESSIONS);
    }

    @Override
    public Optional<String> carryOut(Command command) {
        if (beside.isEmpty()) {
            return Optional.of("this node has no MistServer");
        }
        try {
            return command.hasInvalidateSessions()
                    ? invalidate(beside.get(), command.getInvalidateSessions().getStream())
                    : stop(beside.get(), command.getStopSessions());
        } catch (MistFailure failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private static Optional<String> invalidate(Beside mist, String stream) throws MistFailure {
        if (stream.isEmpty()) {
            return Optional.of("invalidate_sessions.stream is empty");
        }
        mist.invalidate(new MistStream(stream));
        return Optional.empty();
    }

    /** Without ids it ends the stream with its publisher, so then the stream must be named. */
    private static Optional<String> stop(Beside mist, StopSessions stop) throws MistFailure {
        if (stop.getSessionIdsCount() > 0) {
            mist.api().stopSessions(stop.getSessionIdsList());
        } else if (stop.getStream().isEmpty()) {
            return Optional.of("stop_sessions names neither sessions nor a stream");
        } else {
            mist.api().stopStream(new MistStream(stop.getStream()));
        }
        return Optional.empty();
    }
}

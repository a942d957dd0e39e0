package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.control.CommandHandler;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import java.util.Optional;
import java.util.Set;

/** Makes, ends and deletes clips and recordings for a Foghorn. */
final class RecordingCommands implements CommandHandler {
    private final Optional<Recordings> recordings;

    /** @param recordings empty on a node that makes none */
    RecordingCommands(Optional<Recordings> recordings) {
        this.recordings = recordings;
    }

    @Override
    public Set<CommandCase> kinds() {
        return Set.of(
                CommandCase.START_DVR, CommandCase.STOP_DVR, CommandCase.CREATE_CLIP, CommandCase.DELETE_ARTIFACT);
    }

    @Override
    public Optional<String> carryOut(Command command) {
        if (recordings.isEmpty()) {
            return Optional.of(
                    "this node records nothing (flotilla.helmsman.recordings.enabled, flotilla.helmsman.mist.url)");
        }
        Recordings here = recordings.get();
        try {
            return switch (command.getCommandCase()) {
                case START_DVR -> here.start(command.getStartDvr());
                case STOP_DVR -> here.stop(new ArtifactHash(command.getStopDvr().getHash()));
                case CREATE_CLIP -> here.create(command.getCreateClip());
                case DELETE_ARTIFACT ->
                    here.delete(new ArtifactHash(command.getDeleteArtifact().getHash()));
                case PUSH_TARGETS, INVALIDATE_SESSIONS, STOP_SESSIONS, MODE, COMMAND_NOT_SET ->
                    Optional.of("this is no command for recordings: " + command.getCommandCase());
            };
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }
}

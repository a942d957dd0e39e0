package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.recording.upload.Uploads;
import dev.flotilla.edge.node.StatusPart;
import dev.flotilla.proto.event.v1.Artifact;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How recordings do, for {@code GET /node/v1/status}.
 *
 * @param isStorageRequired whether something is wrong where there is no object storage
 */
record RecordingStatus(Optional<Recordings> recordings, Optional<Uploads> uploads, boolean isStorageRequired)
        implements StatusPart {
    @Override
    public String key() {
        return "recordings";
    }

    @Override
    public JsonObject value() {
        JsonObject status = new JsonObject().put("switched_on", recordings.isPresent());
        if (recordings.isEmpty() || uploads.isEmpty()) {
            return status;
        }
        JsonObject states = new JsonObject();
        long bytes = 0;
        long waiting = 0;
        for (Artifact artifact : recordings.get().artifacts()) {
            String word =
                    artifact.getStatus().name().substring("STATUS_".length()).toLowerCase(Locale.ROOT);
            states.put(word, states.getInteger(word, 0) + 1);
            bytes += artifact.getPath().isEmpty() ? 0 : artifact.getSizeBytes();
            waiting += artifact.getSegments() - artifact.getUploadedSegments();
        }
        Uploads storage = uploads.get();
        return status.put("states", states)
                .put("bytes", bytes)
                .put("object_storage", storage.hasStorage())
                .put("uploaded", storage.uploaded())
                .put("failed_uploads", storage.failed())
                .put("not_uploaded", waiting)
                .put("upload_problem", storage.problem())
                .put("problems", new JsonArray(problems(recordings.get(), storage)));
    }

    private List<String> problems(Recordings here, Uploads storage) {
        List<String> problems = new ArrayList<>();
        if (!here.problem().isEmpty()) {
            problems.add(here.problem());
        }
        if (isStorageRequired && !storage.problem().isEmpty()) {
            problems.add(storage.problem());
        }
        return problems;
    }
}

package dev.flotilla.tour.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What tours do with clips, recordings and push targets at the control center, in words. */
public final class ArtifactOperations {
    private static final String PROBLEM = " ... on Problem { __typename message }";

    private final ControlCenter center;

    ArtifactOperations(ControlCenter center) {
        this.center = center;
    }

    /** Has a stream recorded whenever somebody publishes it, in the shortest segments. */
    public void record(String streamId) throws IOException {
        center.ask(
                "mutation($input: UpdateStreamInput!) { updateStream(input: $input) { ... on Stream { id }" + PROBLEM
                        + " } }",
                Map.of("input", Map.of("id", streamId, "recordingWindowSeconds", 3600, "recordingSegmentSeconds", 2)));
    }

    /** A clip or recording as the catalogue has it; empty when it does not. */
    public Optional<JsonNode> find(String hash) throws IOException {
        JsonNode found = center.ask("""
            query($id: ID!) { artifact(id: $id) {
              id kind status title playbackId isStored error nodes { id } } }\
            """, Map.of("id", hash));
        return found.isNull() || found.path("status").asText().equals("DELETED")
                ? Optional.empty()
                : Optional.of(found);
    }

    /** Orders a clip of the time just gone; answers its hash. */
    public String createClip(String streamId, String title, int seconds) throws IOException {
        JsonNode clip = center.ask(
                "mutation($input: CreateClipInput!) { createClip(input: $input) { ... on Artifact { id }" + PROBLEM
                        + " } }",
                Map.of(
                        "input",
                        Map.of("streamId", streamId, "title", title, "mode", "LAST", "durationSeconds", seconds)));
        return clip.path("id").asText();
    }

    public void delete(String hash) throws IOException {
        center.ask(
                "mutation($id: ID!) { deleteArtifact(id: $id) { ... on Deleted { id }" + PROBLEM + " } }",
                Map.of("id", hash));
    }
}

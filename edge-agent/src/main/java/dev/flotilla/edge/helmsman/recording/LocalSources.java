package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.id.ArtifactHash;
import java.nio.file.Path;
import java.util.Optional;

/** Where MistServer finds {@code vod+HASH}: what this node itself recorded. Answers from memory. */
final class LocalSources implements LocalAnswers {
    /** The base under which MistServer knows clips and recordings. */
    static final String BASE = "vod";

    /** Ends the name of a stream that is there for a clip to be made of, and not to be watched. */
    private static final String OF_SEGMENTS = "-source";

    private final RecordingFolder folder;
    private final Ledger ledger;
    private final Clips clips;

    LocalSources(RecordingFolder folder, Ledger ledger, Clips clips) {
        this.folder = folder;
        this.ledger = ledger;
        this.clips = clips;
    }

    /** The stream of which a clip is made when the live buffer holds its range no more. */
    static MistStream ofSegments(ArtifactHash clip) {
        return new MistStream(BASE + "+" + clip + OF_SEGMENTS);
    }

    @Override
    public Optional<String> source(MistStream stream) {
        if (!stream.base().equals(BASE)) {
            return Optional.empty();
        }
        String name = stream.fleetName();
        if (name.endsWith(OF_SEGMENTS)) {
            String hash = name.substring(0, name.length() - OF_SEGMENTS.length());
            return ledger.find(hash).flatMap(clip -> clips.source(clip.hash())).map(Path::toString);
        }
        return ledger.find(name)
                .filter(this::isPlayable)
                .map(entry -> folder.first(entry).toString());
    }

    private boolean isPlayable(Entry entry) {
        return switch (entry.status()) {
            case STATUS_RECORDING, STATUS_READY -> ledger.totals(entry.hash()).local() > 0;
            default -> false;
        };
    }

    @Override
    public boolean isOwn(MistStream stream, String target) {
        return target.startsWith(folder.root() + "/");
    }
}

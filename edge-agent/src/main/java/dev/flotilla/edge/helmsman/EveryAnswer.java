package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** Asks every part of the agent that may know an answer, also one that came to be later than this unit. */
record EveryAnswer(Instance<LocalAnswers> all) implements LocalAnswers {
    @Override
    public Optional<String> source(MistStream stream) {
        return all.stream().flatMap(part -> part.source(stream).stream()).findFirst();
    }

    @Override
    public boolean isOwn(MistStream stream, String target) {
        return all.stream().anyMatch(part -> part.isOwn(stream, target));
    }

    @Override
    public String targetId(MistStream stream, String target) {
        return all.stream()
                .map(part -> part.targetId(stream, target))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }
}

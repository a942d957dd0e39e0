package dev.flotilla.control.realtime;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;

/**
 * What a subscription tells: an event, or a gap, or, with neither, that there was nothing else up to here. The first message of
 * every subscription says where it begins.
 *
 * @param cursor to go on after this message, with {@code after}
 */
@DefaultNonNull
public record LiveMessage(String cursor, Optional<Gap> gap, Optional<LiveEvent> event) {
    static LiveMessage quiet(Position upTo) {
        return new LiveMessage(upTo.text(), Optional.empty(), Optional.empty());
    }

    static LiveMessage of(Fact fact) {
        return new LiveMessage(fact.position().text(), Optional.empty(), Optional.of(LiveEvent.of(fact)));
    }

    static LiveMessage gap(Position upTo, Gap gap) {
        return new LiveMessage(upTo.text(), Optional.of(gap), Optional.empty());
    }
}

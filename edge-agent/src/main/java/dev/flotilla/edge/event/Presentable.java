package dev.flotilla.edge.event;

import dev.flotilla.id.StreamId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;

/**
 * An event within the bounds of the control center, which takes a batch whole or not at all: no event may stand in the way of
 * all that come after it. What is too long is cut, what makes no sense is left out.
 */
final class Presentable {
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_NAME = 256;
    private static final int LARGEST_FACT_BYTES = 512 << 10;

    private Presentable() {}

    static Event of(Event event) {
        String message = cut(event.getMessage(), LONGEST_MESSAGE);
        Event said = message.equals(event.getMessage())
                ? event
                : event.toBuilder().setMessage(message).build();
        if (!event.hasMedia()) {
            return said;
        }
        MediaFact fact = fact(event.getMedia());
        return fact.equals(event.getMedia())
                ? said
                : said.toBuilder().setMedia(fact).build();
    }

    private static MediaFact fact(MediaFact fact) {
        MediaFact.Builder kept = fact.toBuilder()
                .setStream(cut(fact.getStream(), LONGEST_NAME))
                .setNodeId(cut(fact.getNodeId(), LONGEST_NAME));
        if (!isStreamId(fact.getStreamId())) {
            kept.clearStreamId();
        }
        if (fact.getSerializedSize() > LARGEST_FACT_BYTES) {
            kept.clearFact();
        }
        return kept.build();
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest)).replace('\0', ' ');
    }

    private static boolean isStreamId(String text) {
        try {
            return text.isEmpty() || new StreamId(text).value().equals(text);
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }
}

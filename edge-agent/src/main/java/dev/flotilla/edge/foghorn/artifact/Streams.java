package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.function.Consumer;

/** Finds the stream that a request is about. */
record Streams(StreamDirectory directory) {
    private static final int LONGEST_ID = 64;

    /** Goes on with the stream if it is there and the request's own words for it are right. */
    void find(Answer answer, Fields fields, Consumer<StreamRecord> next) {
        String name = fields.stream();
        answer.with(directory.byName(name), lookup -> {
            switch (lookup) {
                case Lookup.Found(StreamRecord stream, var _) -> {
                    same(fields, "tenant_id", stream.getTenantId());
                    same(fields, "stream_id", stream.getId());
                    if (stream.getIsSuspended()) {
                        answer.fault(Fault.FORBIDDEN, "stream '%s' is suspended".formatted(name));
                    } else {
                        next.accept(stream);
                    }
                }
                case Lookup.Unknown _ -> answer.fault(Fault.NOT_FOUND, "there is no stream '%s'".formatted(name));
                case Lookup.Unavailable _ ->
                    answer.fault(
                            Fault.UNAVAILABLE,
                            "the control center does not answer, and stream '%s' is not known here".formatted(name));
            }
        });
    }

    private static void same(Fields fields, String key, String expected) {
        String given = fields.text(key, LONGEST_ID);
        if (!given.isEmpty() && !given.equals(expected)) {
            throw new InvalidRequest(key, given, "the stream has another one");
        }
    }
}

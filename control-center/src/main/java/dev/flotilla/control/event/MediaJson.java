package dev.flotilla.control.event;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.flotilla.proto.event.v1.MediaFact;
import java.util.regex.Pattern;

/** How facts of streams and viewers are kept and shown: the JSON form of protobuf, with the contract's own field names. */
final class MediaJson {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
    /** PostgreSQL holds no zero character in JSON, and nobody misses one. */
    private static final Pattern ZERO = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private MediaJson() {}

    static String of(MediaFact fact) {
        try {
            String json = PRINTER.print(fact);
            return json.contains("u0000") ? ZERO.matcher(json).replaceAll("$1") : json;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a fact without Any is always printable", e);
        }
    }
}

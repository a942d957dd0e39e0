package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.util.function.UnaryOperator;

/**
 * The documents' way of saying where an RTMP stream is: {@code /app/key}, which without a word about it is
 * {@code /live/stream}, as with the public mroute. The key is a secret, as {@code stream_id} and {@code stream_key} of other
 * protocols are not.
 */
final class RtmpWishes {
    /** A source that listens, and an output. */
    static final String LISTEN = "rtmp";

    /** A source that plays from a server. */
    static final String DIAL = "rtmp-caller";

    private static final String APP = "live";
    private static final String KEY = "stream";
    private static final int MAX_APP = 200;

    private RtmpWishes() {}

    static Transport.RtmpPlace of(SourceDocument source) {
        return place("source " + source.name(), source.app(), source.streamId(), source.tls());
    }

    static Transport.RtmpPlace of(OutputDocument output) {
        return place("output " + output.name(), output.app(), output.streamKey(), output.tls());
    }

    private static Transport.RtmpPlace place(String subject, String app, String key, boolean isTls) {
        boolean isClean = app.codePoints().noneMatch(c -> c <= ' ' || c == '?' || c == '#');
        if (!isClean || app.startsWith("/") || app.endsWith("/") || app.length() > MAX_APP) {
            throw invalid("%s: invalid app '%s' (must be a path without slashes at its ends)", subject, app);
        }
        return new Transport.RtmpPlace(app.isEmpty() ? APP : app, key.isEmpty() ? KEY : key, isTls);
    }

    static String mapKey(SourceDocument source, UnaryOperator<String> change) {
        return mapKey(source.protocol(), source.streamId(), change);
    }

    static String mapKey(OutputDocument output, UnaryOperator<String> change) {
        return mapKey(output.protocol(), output.streamKey(), change);
    }

    private static String mapKey(String protocol, String key, UnaryOperator<String> change) {
        boolean isSecret = protocol.equals(LISTEN) || protocol.equals(DIAL);
        return isSecret && !key.isEmpty() ? change.apply(key) : key;
    }

    /** What an update says; a masked key says nothing. */
    static String unmasked(String key) {
        return key.equals(EncryptionDocument.MASK) ? "" : key;
    }
}

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

    private static final int PORT = 1_935;
    private static final int TLS_PORT = 443;

    private RtmpWishes() {}

    /** The port of a server that a specification means; its 0 is the usual one, which documents say in full. */
    static int port(int specified, boolean isTls) {
        return specified != 0 ? specified : isTls ? TLS_PORT : PORT;
    }

    static Transport.RtmpPlace of(SourceDocument source) {
        return place("source " + source.name(), source.app(), "stream_id", source.streamId(), source.tls());
    }

    static Transport.RtmpPlace of(OutputDocument output) {
        return place("output " + output.name(), output.app(), "stream_key", output.streamKey(), output.tls());
    }

    private static Transport.RtmpPlace place(String subject, String app, String keyName, String key, boolean isTls) {
        boolean isClean = app.codePoints().noneMatch(c -> c <= ' ' || c == '?' || c == '#');
        if (!isClean || app.startsWith("/") || app.endsWith("/") || app.length() > MAX_APP) {
            throw invalid("%s: invalid app '%s' (must be a path without slashes at its ends)", subject, app);
        }
        if (key.equals(EncryptionDocument.MASK)) {
            throw invalid("%s: invalid %s '%s' (must be the key itself, not its mask)", subject, keyName, key);
        }
        return new Transport.RtmpPlace(app.isEmpty() ? APP : app, key.isEmpty() ? KEY : RtmpKey.read(key), isTls);
    }

    static String mapKey(SourceDocument source, UnaryOperator<String> change) {
        return mapKey(source.protocol(), source.streamId(), change);
    }

    static String mapKey(OutputDocument output, UnaryOperator<String> change) {
        return mapKey(output.protocol(), output.streamKey(), change);
    }

    private static String mapKey(String protocol, String key, UnaryOperator<String> change) {
        return isRtmp(protocol) && !key.isEmpty() ? change.apply(key) : key;
    }

    /** The key after an update; a masked one says nothing. What was a secret never becomes public, nor the other way round. */
    static String updatedKey(OutputDocument output, OutputDocument update) {
        String said = update.streamKey().equals(EncryptionDocument.MASK) ? "" : update.streamKey();
        boolean becomesAnother = !update.protocol().isEmpty() && isRtmp(update.protocol()) != isRtmp(output.protocol());
        return said.isEmpty() && !becomesAnother ? output.streamKey() : said;
    }

    private static boolean isRtmp(String protocol) {
        return protocol.equals(LISTEN) || protocol.equals(DIAL);
    }
}

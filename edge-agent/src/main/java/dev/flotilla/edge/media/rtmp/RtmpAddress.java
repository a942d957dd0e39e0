package dev.flotilla.edge.media.rtmp;

/**
 * Where a stream is on an RTMP server: {@code rtmp://host:port/app/key}.
 *
 * @param isTls RTMPS instead of RTMP
 */
public record RtmpAddress(String host, int port, String app, String key, boolean isTls) {
    private static final int PORT = 1_935;
    private static final int TLS_PORT = 443;

    /** A port of 0 is the usual one. */
    public RtmpAddress {
        port = port != 0 ? port : isTls ? TLS_PORT : PORT;
    }

    /** The address without the key. */
    String url() {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (isTls ? "rtmps://" : "rtmp://") + bracketed + ":" + port + "/" + app;
    }

    /** Never the key: addresses get into logs and failure messages. */
    @Override
    public String toString() {
        return url();
    }
}

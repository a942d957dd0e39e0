package dev.flotilla.mist.stream;

/**
 * Somebody who comes to a MistServer.
 *
 * @param host the address as text; over SRT as "::ffff:127.0.0.1"
 * @param connector MistServer's word for the protocol ("HLS", "RTMP", "TSSRT")
 * @param url the request's whole URL; RTMP and SRT have one, too
 * @param token tells viewers behind one address apart; made up by the server when the viewer has none
 * @param agent the User-Agent; empty outside HTTP
 */
public record Visitor(String host, String connector, String url, String token, String agent) {
    /** Counted as outputs by MistServer 3.10, which fires no USER_NEW for them. */
    public boolean isSrt() {
        return connector.equals("TSSRT");
    }
}

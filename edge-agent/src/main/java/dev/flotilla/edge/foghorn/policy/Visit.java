package dev.flotilla.edge.foghorn.policy;

/**
 * Somebody who comes to watch.
 *
 * @param stream its name within the fleet
 * @param address the viewer's
 * @param url as the media server was asked
 * @param token what grants access; empty when none was shown
 * @param connector MistServer's word for the protocol
 */
public record Visit(String stream, String sessionId, String address, String url, String token, String connector) {
    /** Leaves out who and with what. */
    @Override
    public String toString() {
        return "visit of " + stream + " by " + connector;
    }
}

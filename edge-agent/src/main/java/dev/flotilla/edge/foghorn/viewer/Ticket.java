package dev.flotilla.edge.foghorn.viewer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a redirect carries to the node, so that it is known there who comes.
 *
 * @param viewerId of the virtual viewer; empty when there is none
 * @param token what lets the viewer in; empty when nothing has to
 */
record Ticket(String viewerId, String token) {
    /** Protocols whose addresses take further variables. */
    private static final List<String> SCHEMES = List.of("http:", "https:", "ws:", "wss:", "rtmp:", "rtmps:", "rtsp:");

    String on(String url) {
        if ((viewerId.isEmpty() && token.isEmpty()) || SCHEMES.stream().noneMatch(url::startsWith)) {
            return url;
        }
        StringBuilder marked = new StringBuilder(url);
        char joint = url.indexOf('?') < 0 ? '?' : '&';
        if (!viewerId.isEmpty()) {
            marked.append(joint).append("fvid=").append(viewerId);
            joint = '&';
        }
        if (!token.isEmpty()) {
            marked.append(joint).append("jwt=").append(URLEncoder.encode(token, StandardCharsets.UTF_8));
        }
        return marked.toString();
    }
}

package dev.flotilla.edge.helmsman.push;

import dev.flotilla.proto.foghorn.v1.PushTarget;
import java.util.regex.Pattern;

/**
 * Where a stream is pushed.
 *
 * @param id the fleet's
 * @param url a secret
 */
record Target(String id, String url) {
    private static final Pattern ADDRESS = Pattern.compile("(rtmp|rtmps|srt)://\\S+");

    /** @throws IllegalArgumentException naming the target, never its address */
    Target {
        if (!ADDRESS.matcher(url).matches()) {
            throw new IllegalArgumentException("push target " + id + " is no rtmp, rtmps or srt address");
        }
    }

    static Target of(PushTarget target) {
        return new Target(target.getId(), target.getUrl());
    }

    /** Never the address. */
    @Override
    public String toString() {
        return id;
    }
}

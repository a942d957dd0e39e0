package dev.flotilla.edge.media.rtmp;

import java.io.IOException;

/** The other end broke the protocol, or said no. The message is a clause for people and holds no key. */
public final class RtmpException extends IOException {
    RtmpException(String message) {
        super(message);
    }
}

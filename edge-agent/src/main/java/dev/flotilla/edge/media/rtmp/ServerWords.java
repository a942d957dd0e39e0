package dev.flotilla.edge.media.rtmp;

import java.io.EOFException;
import java.io.IOException;

/** Hears what a server says while this end publishes to it. */
public final class ServerWords {
    private ServerWords() {}

    /**
     * Answers pings until the server ends the stream.
     *
     * @param key what no failure message may repeat
     * @return why the stream ended, as a clause
     */
    public static String hear(RtmpConnection connection, String key) {
        try {
            while (true) {
                RtmpDialogue.failOn(connection.command(), key);
            }
        } catch (EOFException e) {
            return "the server closed the connection";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

package dev.flotilla.edge.media.rtmp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's side of the dialogue that comes before a publisher's media. */
public final class RtmpDoor {
    private static final int STREAM = 1;
    private static final int WINDOW_BYTES = 2_500_000;
    private static final int DYNAMIC = 2;
    private static final int MAX_COMMANDS = 100;

    /** What Enhanced RTMP calls the codecs that this end takes beside H.264 and AAC. */
    private static final List<String> CODECS = List.of("avc1", "hvc1", "mp4a", "Opus", "ac-3", "ec-3", ".mp3");

    private RtmpDoor() {}

    /**
     * Talks to a caller until it publishes; its media comes next, and only then may its messages be large.
     *
     * @throws RtmpException when the gate says no, or the caller wants something else; the caller has been told, and the
     *     connection is closed
     */
    public static void admit(RtmpConnection connection, RtmpGate gate) throws IOException {
        String app = "";
        for (int i = 0; i < MAX_COMMANDS; i++) {
            Command command = connection.command();
            switch (command.name()) {
                case "connect" -> {
                    app = command.member("app");
                    welcome(connection, command);
                }
                case "createStream" -> answer(connection, command, STREAM);
                case "publish" -> {
                    decide(connection, gate.decide(path(app, command.text(1))));
                    return;
                }
                case "play" ->
                    throw refuse(
                            connection, "NetStream.Play.StreamNotFound", "the caller wants to play, not to publish");
                default -> {
                    // releaseStream and FCPublish want an answer, but not what is in it.
                    if (command.number() != 0) {
                        answer(connection, command, null);
                    }
                }
            }
        }
        connection.close();
        throw new RtmpException("the caller talks without end");
    }

    private static void decide(RtmpConnection connection, RtmpGate.Verdict verdict) throws IOException {
        switch (verdict) {
            case WELCOME -> {
                connection.expectMedia();
                connection.call(STREAM, Command.status("status", "NetStream.Publish.Start", "the stream is taken"));
            }
            case WRONG_KEY ->
                throw refuse(connection, "NetStream.Publish.BadName", "the application or the stream key is wrong");
            case OCCUPIED -> throw refuse(connection, "NetStream.Publish.BadName", "another publisher is there");
        }
    }

    private static RtmpException refuse(RtmpConnection connection, String code, String why) throws IOException {
        connection.call(STREAM, Command.status("error", code, why));
        connection.closeGently();
        return new RtmpException(why);
    }

    private static void welcome(RtmpConnection connection, Command command) throws IOException {
        connection.control(RtmpMessage.WINDOW_SIZE, WINDOW_BYTES);
        connection.write(new RtmpMessage(RtmpMessage.PEER_BANDWIDTH, 0, 0, new byte[] {
            (byte) (WINDOW_BYTES >>> 24),
            (byte) (WINDOW_BYTES >>> 16),
            (byte) (WINDOW_BYTES >>> 8),
            (byte) WINDOW_BYTES,
            DYNAMIC
        }));
        connection.useLargeChunks();
        var properties = Map.of("fmsVer", "FMS/3,5,7,7009", "capabilities", 31, "mode", 1);
        var information = Map.of(
                "level", "status",
                "code", "NetConnection.Connect.Success",
                "description", "welcome",
                "objectEncoding", 0,
                "fourCcList", CODECS);
        connection.call(0, Command.of(Command.RESULT, command.number(), properties, information));
    }

    private static void answer(RtmpConnection connection, Command command, @Nullable Object value) throws IOException {
        connection.call(0, Command.of(Command.RESULT, command.number(), null, value));
    }

    /** Encoders split the path at different places. */
    private static String path(String app, String name) {
        String trimmed = app.endsWith("/") ? app.substring(0, app.length() - 1) : app;
        return name.isEmpty() ? trimmed : trimmed + "/" + name;
    }
}

package dev.flotilla.edge.media.rtmp;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's side of the dialogue that comes before media, in either direction. */
public final class RtmpDialogue {
    private static final int CONNECT = 1;
    private static final int CREATE = 4;
    private static final int MAX_COMMANDS = 100;
    private static final int LIVE_OR_RECORDED = -2;

    /** The codecs that FLV has numbers for, as bits; players have always claimed all of them. */
    private static final int ALL_AUDIO = 0x0fef;

    private static final int ALL_VIDEO = 0x00fc;

    /** Enhanced RTMP: what FLV has four letters for. */
    private static final List<String> CODECS = List.of("avc1", "hvc1", "mp4a", "Opus", "ac-3", "ec-3", ".mp3");

    private final RtmpConnection connection;
    private final RtmpAddress address;

    private RtmpDialogue(RtmpConnection connection, RtmpAddress address) {
        this.connection = connection;
        this.address = address;
    }

    /**
     * Asks the server to take a stream, and waits until it does.
     *
     * @return the number of the stream, under which media is sent
     * @throws RtmpException when the server says no, with its words
     */
    public static int publish(RtmpConnection connection, RtmpAddress address) throws IOException {
        var dialogue = new RtmpDialogue(connection, address);
        dialogue.connect();
        connection.call(0, Command.of("releaseStream", 2, null, address.key()));
        connection.call(0, Command.of("FCPublish", 3, null, address.key()));
        int stream = dialogue.createStream();
        connection.call(stream, Command.of("publish", 5, null, address.key(), "live"));
        dialogue.awaitStatus("NetStream.Publish.Start");
        return stream;
    }

    /** Asks the server for a stream, and waits until it begins. */
    public static void play(RtmpConnection connection, RtmpAddress address) throws IOException {
        var dialogue = new RtmpDialogue(connection, address);
        dialogue.connect();
        int stream = dialogue.createStream();
        connection.call(stream, Command.of("play", 5, null, address.key(), LIVE_OR_RECORDED));
        dialogue.awaitStatus("NetStream.Play.Start");
    }

    private void connect() throws IOException {
        Map<String, @Nullable Object> wishes = new LinkedHashMap<>();
        wishes.put("app", address.app());
        wishes.put("type", "nonprivate");
        wishes.put("flashVer", "FMLE/3.0 (compatible; Flotilla)");
        wishes.put("tcUrl", address.url());
        wishes.put("fpad", false);
        wishes.put("capabilities", 15);
        wishes.put("audioCodecs", ALL_AUDIO);
        wishes.put("videoCodecs", ALL_VIDEO);
        wishes.put("videoFunction", 1);
        wishes.put("fourCcList", CODECS);
        connection.call(0, Command.of("connect", CONNECT, wishes));
        awaitResult(CONNECT);
    }

    private int createStream() throws IOException {
        connection.call(0, Command.of("createStream", CREATE, (Object) null));
        return awaitResult(CREATE).number(1);
    }

    private Command awaitResult(int number) throws IOException {
        for (int i = 0; i < MAX_COMMANDS; i++) {
            Command answer = connection.command();
            if (answer.name().equals(Command.ERROR) && answer.number() == number) {
                throw refusal(answer);
            }
            if (answer.name().equals(Command.RESULT) && answer.number() == number) {
                return answer;
            }
        }
        throw new RtmpException("the server talks without end");
    }

    private void awaitStatus(String wanted) throws IOException {
        for (int i = 0; i < MAX_COMMANDS; i++) {
            Command answer = connection.command();
            if (answer.name().equals(Command.STATUS)) {
                if (answer.member("code").equals(wanted)) {
                    return;
                }
                failOn(answer, address.key());
            }
        }
        throw new RtmpException("the server talks without end");
    }

    /** Throws when the command is the server's word that the stream ends. */
    static void failOn(Command status, String key) throws RtmpException {
        String code = status.member("code");
        boolean isEnd = code.equals("NetStream.Play.UnpublishNotify")
                || code.equals("NetStream.Play.Stop")
                || code.equals("NetStream.Unpublish.Success");
        if (status.name().equals(Command.STATUS)
                && (isEnd || status.member("level").equals("error"))) {
            throw new RtmpException(words(status, key));
        }
    }

    private RtmpException refusal(Command error) {
        return new RtmpException(words(error, address.key()));
    }

    /** What the server said, cut short, and without the key, which some servers repeat. */
    private static String words(Command said, String key) {
        String text = "the server says " + said.member("code") + ": " + said.member("description");
        String masked = key.isEmpty() ? text : text.replace(key, "(key)");
        return masked.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

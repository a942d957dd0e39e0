package dev.flotilla.mist.play;

import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.media.TestMedia;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.LiveStream;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.stream.Tracks;
import dev.flotilla.mist.stream.Traffic;
import dev.flotilla.mist.stream.Visitor;
import dev.flotilla.mist.wire.Reply;
import dev.flotilla.mist.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the HTTP port: HLS by playlist and segments, whole files of a range, and the JSON about a stream. */
public final class Playback {
    private static final Pattern MASTER = Pattern.compile("/hls/([^/]+)/index\\.m3u8");
    private static final Pattern VARIANT = Pattern.compile("/hls/([^/]+)/1_2/index\\.m3u8");
    private static final Pattern SEGMENT = Pattern.compile("/hls/([^/]+)/1_2/(\\d+)_(\\d+)\\.ts");
    private static final Pattern INFO = Pattern.compile("/json_([^/]+)\\.js");
    private static final Pattern FILE = Pattern.compile("/([^/]+)\\.(mp4|mkv|webm|ts)");
    private static final String HLS = "application/vnd.apple.mpegurl";
    private static final int LISTED = 5;

    private final Traffic traffic;
    private final Streams streams;
    private final TestMedia media;
    private final FilePlayback files;
    private final Clock clock;

    public Playback(Traffic traffic, Streams streams, TestMedia media, Clock clock) {
        this.traffic = traffic;
        this.streams = streams;
        this.media = media;
        this.files = new FilePlayback(media);
        this.clock = clock;
    }

    public Reply answer(Request request) throws IOException {
        String path = request.path();
        Matcher master = MASTER.matcher(path);
        Matcher variant = VARIANT.matcher(path);
        Matcher segment = SEGMENT.matcher(path);
        Matcher info = INFO.matcher(path);
        Matcher file = FILE.matcher(path);
        try {
            if (master.matches()) {
                return master(request, session(request, master.group(1), "HLS"));
            } else if (variant.matches()) {
                return variant(request, session(request, variant.group(1), "HLS"));
            } else if (segment.matches()) {
                Session session = session(request, segment.group(1), "HLS");
                Optional<Path> source = stream(session).file();
                if (source.isPresent()) {
                    return files.segment(source.get(), Long.parseLong(segment.group(2)));
                }
                return Reply.ok("video/mp2t", media.segment(Long.parseLong(segment.group(2)) / TestMedia.SEGMENT_MS));
            } else if (info.matches()) {
                return info(request, info.group(1));
            } else if (file.matches()) {
                return file(request, file.group(1), file.group(2));
            }
        } catch (Denied denied) {
            return refusal(denied, path.startsWith("/hls/"));
        }
        return Reply.failure(404, "URL mismatch", "Unsupported URL: this is a simulated MistServer\n");
    }

    private Session session(Request request, String name, String connector) throws Denied {
        String token = request.query("tkn");
        if (token.isEmpty()) {
            token = request.query("jwt");
        }
        if (token.isEmpty()) {
            token = Long.toString(ThreadLocalRandom.current().nextLong(1L << 32));
        }
        String url = "http://" + request.header("Host") + request.target();
        var viewer = new Visitor(request.peer(), connector, url, token, request.header("User-Agent"));
        return traffic.request(name, viewer);
    }

    /** Addresses of what follows carry the token, so that all of it is one session. */
    private Reply master(Request request, Session session) {
        String body = "#EXTM3U\n#EXT-X-STREAM-INF:PROGRAM-ID=1,BANDWIDTH=671696,RESOLUTION=640x360,FRAME-RATE=25,"
                + "CODECS=\"avc1.42c01e,mp4a.40.2\"\n1_2/index.m3u8?tkn=" + session.token() + "\n";
        return Reply.ok(HLS, body)
                .with("Set-Cookie", "tkn=" + session.token() + "; Max-Age=600")
                .echoing(request);
    }

    private LiveStream stream(Session session) throws Denied {
        return streams.find(session.stream())
                .orElseThrow(() -> new Denied(Denied.Reason.STREAM_OPEN_FAILED, session.stream() + " has ended"));
    }

    private Reply variant(Request request, Session session) throws Denied, IOException {
        LiveStream stream = stream(session);
        if (stream.file().isPresent()) {
            return files.playlist(stream.file().get(), session.token()).echoing(request);
        }
        long complete = stream.mediaMs(clock.millis()) / TestMedia.SEGMENT_MS;
        long first = Math.max(0, complete - LISTED);
        var body =
                new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:" + first);
        for (long number = first; number < complete; number++) {
            long start = number * TestMedia.SEGMENT_MS;
            body.append(
                    "\n#EXTINF:2.000,\n" + start + "_" + (start + TestMedia.SEGMENT_MS) + ".ts?tkn=" + session.token());
        }
        return Reply.ok(HLS, body.append('\n').toString()).echoing(request);
    }

    private Reply info(Request request, String name) throws Denied {
        if (streams.find(name).isEmpty()) {
            return Reply.ok("application/json", "{\"error\":\"Stream is offline\"}");
        }
        Session session = session(request, name, "HTTP");
        LiveStream stream = stream(session);
        var body = Json.object()
                .put("height", 360)
                .put("width", 640)
                .put("type", "live")
                .put("selver", 2);
        body.put("unixoffset", stream.beganMs());
        body.putObject("meta").put("live", 1).put("version", 4).set("tracks", Tracks.list());
        body.putArray("source")
                .addObject()
                .put("hrn", "HLS (TS)")
                .put("type", "html5/" + HLS)
                .put("url", "http://" + request.header("Host") + "/hls/" + name + "/index.m3u8?tkn=" + session.token());
        return Reply.ok("application/json", Json.text(body));
    }

    /** The range by startunix and stopunix or duration; else the last ten seconds. */
    private Reply file(Request request, String name, String suffix) throws Denied, IOException {
        String connector = suffix.equals("mp4") ? "MP4" : suffix.equals("ts") ? "HTTPTS" : "EBML";
        Session session = session(request, name, connector);
        LiveStream stream = stream(session);
        if (stream.file().isPresent()) {
            return files.whole(stream.file().get(), suffix).echoing(request);
        }
        long nowMs = clock.millis();
        long startMs = unix(request.query("startunix"), nowMs, nowMs - 10_000) - stream.beganMs();
        String duration = request.query("duration");
        long stopMs = duration.isEmpty()
                ? unix(request.query("stopunix"), nowMs, nowMs) - stream.beganMs()
                : startMs + Long.parseLong(duration) * 1_000;
        long last = stream.mediaMs(nowMs) / TestMedia.SEGMENT_MS;
        long from = Math.max(0, startMs / TestMedia.SEGMENT_MS);
        long to = Math.min(last, (stopMs + TestMedia.SEGMENT_MS - 1) / TestMedia.SEGMENT_MS);
        if (to <= from) {
            return Reply.failure(
                    404, "Error opening stream", "Could not retrieve stream: Entire range is in the past\n");
        }
        String type = suffix.equals("mp4") ? "video/MP4" : suffix.equals("ts") ? "video/mpeg" : "video/webm";
        return Reply.ok(type, media.inContainer(suffix, from, to)).echoing(request);
    }

    private static long unix(String seconds, long nowMs, long otherwise) {
        if (seconds.isEmpty()) {
            return otherwise;
        }
        long value = Long.parseLong(seconds);
        return value <= 36_000 ? nowMs + value * 1_000 : value * 1_000;
    }

    /** What each refusal looks like to a player. */
    private static Reply refusal(Denied denied, boolean isHls) throws IOException {
        if (denied.reason() == Denied.Reason.CONN_OPEN) {
            throw new IOException("the connection is reset");
        }
        if (denied.reason() == Denied.Reason.PLAY_REWRITE) {
            return Reply.failure(404, "Not online or found", "").unframed();
        }
        if (!isHls) {
            return Reply.failure(404, "Error opening stream", "Could not retrieve stream\n");
        }
        String reason = switch (denied.reason()) {
            case USER_NEW -> "Shutting down due to session end\n#EXT-X-ENDLIST";
            case CONN_PLAY -> "Not allowed to play (CONN_PLAY)";
            default -> "Stream open failed";
        };
        return Reply.ok(HLS, "#EXTM3U\n#EXT-X-ERROR: " + reason + "\n");
    }
}

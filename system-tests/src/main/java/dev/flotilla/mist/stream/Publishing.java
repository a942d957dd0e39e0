package dev.flotilla.mist.stream;

import dev.flotilla.mist.stream.Denied.Reason;
import dev.flotilla.mist.stream.Session.Kind;
import dev.flotilla.mist.trigger.Triggers;

/** The steps of an encoder that comes and goes, each with its triggers, in the captured order. */
final class Publishing {
    private static final String META = "{\"codec\":\"JSON\",\"id\":3,\"idx\":0,\"type\":\"meta\"}";

    private final Streams streams;
    private final Triggers triggers;
    private final Loading loading;
    private final boolean isFork;

    Publishing(Streams streams, Triggers triggers, Loading loading, boolean isFork) {
        this.streams = streams;
        this.triggers = triggers;
        this.loading = loading;
        this.isFork = isFork;
    }

    /** @param key the last part of what the encoder was told: a stream key, or a stream's name */
    Session begin(Visitor encoder, String key, long nowMs) throws Denied {
        int process = triggers.newProcess();
        String connection = "\n" + encoder.host() + "\n" + encoder.connector() + "\n";
        if (!encoder.isSrt()
                && !triggers.fire(process, "CONN_OPEN", "", connection).isYes()) {
            throw new Denied(Reason.CONN_OPEN, "the connection was reset");
        }
        String url = encoder.url();
        if (encoder.connector().equals("RTMP")) {
            url = triggers.fire(process, "RTMP_PUSH_REWRITE", key, url + "\n" + encoder.host())
                    .instead(url);
            if (url.isEmpty()) {
                throw new Denied(Reason.PUSH_REWRITE, "RTMP_PUSH_REWRITE blanked the URL");
            }
        }
        String body = url + "\n" + encoder.host() + "\n" + key;
        String name =
                triggers.fire(process, "PUSH_REWRITE", key, body).instead(key).split("\\?", 2)[0];
        if (name.isEmpty()) {
            throw new Denied(Reason.PUSH_REWRITE, "PUSH_REWRITE trigger blanked the URL");
        }
        if (streams.find(name).isPresent()) {
            throw new Denied(Reason.STREAM_PUSH, name + " has a publisher already");
        }
        LiveStream stream = loading.toReceive(name, nowMs);
        String push = name + "\n" + encoder.host() + "\n" + encoder.connector() + "\n" + url;
        if (!triggers.fire(process, "STREAM_PUSH", name, push).isYes()) {
            streams.remove(stream);
            throw new Denied(Reason.STREAM_PUSH, "STREAM_PUSH said no");
        }
        var session = new Session(Kind.INPUT, name, encoder, nowMs);
        session.hold();
        streams.add(session);
        return session;
    }

    void end(Session session, long nowMs) {
        if (!streams.remove(session)) {
            return;
        }
        int process = triggers.newProcess();
        String name = session.stream();
        if (isFork) {
            String closed = String.join(
                    "\n",
                    name,
                    session.host(),
                    session.connector(),
                    Integer.toString(process),
                    "CLEAN_INTENDED_STOP",
                    "received deleteStream",
                    "[" + META + ",{\"codec\":\"H264\",\"id\":1,\"idx\":1,\"type\":\"video\"}]");
            triggers.fire(process, "PUSH_INPUT_CLOSE", name, closed);
        }
        triggers.fire(
                process,
                "CONN_CLOSE",
                name,
                String.join("\n", name, session.host(), session.connector(), session.url()));
        triggers.fire(process, "OUTPUT_END", name, OutputEnd.body(session, "", session.seconds(nowMs), nowMs));
    }
}

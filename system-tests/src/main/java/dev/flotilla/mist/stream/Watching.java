package dev.flotilla.mist.stream;

import dev.flotilla.mist.stream.Denied.Reason;
import dev.flotilla.mist.stream.Session.Kind;
import dev.flotilla.mist.trigger.Triggers;

/** The steps of a viewer, a replica or a recording that takes a stream, each with its triggers, in the captured order. */
final class Watching {
    private final Streams streams;
    private final Triggers triggers;
    private final Loading loading;

    Watching(Streams streams, Triggers triggers, Loading loading) {
        this.streams = streams;
        this.triggers = triggers;
        this.loading = loading;
    }

    /**
     * One request of a viewer: the first one makes the session, those after it keep it.
     *
     * @param requested as the viewer named it: a playback id, or a stream
     */
    Session request(String requested, Visitor viewer, long nowMs) throws Denied {
        int process = triggers.newProcess();
        openConnection(process, requested, viewer);
        String name = rewritten(process, requested, viewer);
        loading.toPlay(name, nowMs);
        Session session =
                viewer.isSrt() ? takeAs(Kind.OUTPUT, name, viewer, nowMs) : session(process, name, viewer, nowMs);
        String play = String.join("\n", name, viewer.host(), viewer.connector(), viewer.url());
        if (!triggers.fire(process, "CONN_PLAY", name, play).isYes()) {
            throw new Denied(Reason.CONN_PLAY, "Not allowed to play");
        }
        session.touch(nowMs);
        return session;
    }

    /** A neighbour pulls by DTSC, which asks the same questions as a viewer's request but is no viewer. */
    Session replicate(String stream, String from, long nowMs) throws Denied {
        String url = "dtsc://" + from + "/" + stream + "?version=MistServer%2f3.10";
        var taker = new Visitor(from, "DTSC", url, Integer.toString(triggers.newProcess()), "");
        String name = rewritten(triggers.newProcess(), stream, taker);
        if (streams.find(name).isEmpty()) {
            throw new Denied(Reason.STREAM_OPEN_FAILED, name + " is not online");
        }
        return takeAs(Kind.OUTPUT, name, taker, nowMs);
    }

    void closeConnection(Session session) {
        String body = String.join("\n", session.stream(), session.host(), session.connector(), session.url());
        triggers.fire(triggers.newProcess(), "CONN_CLOSE", session.stream(), body);
    }

    /** A session is over: nobody came for a while, or it was thrown out. */
    void end(Session session, long nowMs) {
        if (!streams.remove(session)) {
            return;
        }
        String seconds = Long.toString(session.seconds(nowMs));
        if (session.kind() == Kind.VIEWER) {
            String body = String.join(
                    "\n",
                    session.token(),
                    session.stream(),
                    session.connector(),
                    session.host(),
                    seconds,
                    Long.toString(session.bytesUp()),
                    Long.toString(session.bytesDown()),
                    session.agent().isEmpty() ? "" : "[UA:" + session.agent() + "]",
                    seconds,
                    seconds,
                    seconds,
                    session.id());
            triggers.fire(triggers.newProcess(), "USER_END", session.stream(), body);
        } else if (session.connector().equals("TSSRT")) {
            String target = "srt://[" + session.host() + "]:34085/";
            String body = OutputEnd.body(session, target, session.seconds(nowMs), nowMs);
            triggers.fire(triggers.newProcess(), "OUTPUT_END", session.stream(), body);
        }
    }

    /** The viewers of a stream are asked for once more, by six lines; who is refused now, is thrown out. */
    void invalidate(String stream, long nowMs) {
        for (Session session : streams.sessionsOf(stream).toList()) {
            if (session.kind() == Kind.VIEWER
                    && !triggers.fire(triggers.newProcess(), "USER_NEW", stream, userNew(session))
                            .isYes()) {
                end(session, nowMs);
            }
        }
    }

    private void openConnection(int process, String requested, Visitor viewer) throws Denied {
        String who = viewer.host() + "\n";
        boolean isHttp = !viewer.isSrt() && !viewer.connector().equals("RTMP");
        if ((isHttp
                        && !triggers.fire(process, "CONN_OPEN", "", "\n" + who + "HTTP\n")
                                .isYes())
                || !triggers.fire(process, "CONN_OPEN", requested, requested + "\n" + who + viewer.connector() + "\n")
                        .isYes()) {
            throw new Denied(Reason.CONN_OPEN, "the connection was reset");
        }
    }

    private String rewritten(int process, String requested, Visitor viewer) throws Denied {
        String body = String.join("\n", requested, viewer.host(), viewer.connector(), viewer.url());
        String name = triggers.fire(process, "PLAY_REWRITE", requested, body).instead(requested);
        if (name.isEmpty()) {
            throw new Denied(Reason.PLAY_REWRITE, "Not online or found");
        }
        return name;
    }

    private Session session(int process, String name, Visitor viewer, long nowMs) throws Denied {
        var fresh = new Session(Kind.VIEWER, name, viewer, nowMs);
        var known = streams.session(fresh.id());
        if (known.isPresent()) {
            return known.get();
        }
        if (!triggers.fire(process, "USER_NEW", name, userNew(fresh) + "\nfalse")
                .isYes()) {
            throw new Denied(Reason.USER_NEW, "Shutting down due to session end");
        }
        streams.add(fresh);
        return fresh;
    }

    private Session takeAs(Kind kind, String name, Visitor viewer, long nowMs) {
        var session = new Session(kind, name, viewer, nowMs);
        session.hold();
        streams.add(session);
        return session;
    }

    private static String userNew(Session session) {
        return String.join(
                "\n",
                session.stream(),
                session.host(),
                session.token(),
                session.connector(),
                session.url(),
                session.id());
    }
}

package dev.flotilla.edge.helmsman.session;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.helmsman.mist.MistClient;
import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.ViewerConnect;
import dev.flotilla.proto.event.v1.ViewerDisconnect;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Stands before the spool and keeps who has come and not gone. A MistServer tells the end of a session for two or three seconds
 * and never again; so of those who were there when an earlier agent ended, and are not at two looks of this one, the end is
 * written here, marked so. A real end that comes after all counts no second time. For any thread.
 */
public final class SessionLedger implements EventSink {
    private static final Logger LOG = Logger.getLogger(SessionLedger.class);
    private static final int MOST = 200_000;
    /** MistServer lists a viewer who pauses between two segments not always. */
    private static final int LOOKS = 2;

    private final EventSink next;
    private final InstantSource clock;
    private final LedgerFile file;
    /** By session id: the event that would be its end, with what is known so far. */
    private final Map<String, Event> open = new LinkedHashMap<>();
    /** Those of an earlier agent that were not seen yet, and how often they were missed. */
    private final Map<String, Integer> missed = new HashMap<>();

    private final Set<String> reconciled = new HashSet<>();

    /** @param file what an earlier agent left is read from there; what is damaged of it is left out */
    public SessionLedger(Path file, EventSink next, InstantSource clock) {
        this.next = next;
        this.clock = clock;
        this.file = new LedgerFile(file);
        this.file.read().forEach(this::replay);
        open.keySet().forEach(session -> missed.put(session, 0));
        // What is appended now must not stand behind a line that was half written.
        this.file.write(open.values());
    }

    @Override
    public void accept(Event event) {
        if (event.getMedia().hasViewerConnect()) {
            next.accept(event);
            came(event);
        } else if (event.getMedia().hasViewerDisconnect()) {
            gone(event);
        } else {
            next.accept(event);
        }
    }

    private synchronized void came(Event event) {
        ViewerConnect connect = event.getMedia().getViewerConnect();
        reconciled.remove(connect.getSessionId());
        if (open.size() < MOST) {
            var end = ViewerDisconnect.newBuilder()
                    .setSessionId(connect.getSessionId())
                    .addConnectors(connect.getConnector())
                    .setViewer(connect.getViewer())
                    .setIsReconciled(true);
            Event soFar = event.toBuilder()
                    .setId(EventId.of(clock.instant(), "end of " + event.getId())
                            .value())
                    .setType("viewer_disconnect")
                    .setMedia(event.getMedia().toBuilder().setViewerDisconnect(end))
                    .build();
            open.put(connect.getSessionId(), soFar);
            missed.remove(connect.getSessionId());
            file.append(soFar);
        }
    }

    /** Out of the ledger first: an end that is written twice would be worse than one that is not. */
    private void gone(Event event) {
        String session = event.getMedia().getViewerDisconnect().getSessionId();
        Event soFar;
        synchronized (this) {
            if (reconciled.remove(session)) {
                LOG.infof("session %s has ended now, and was accounted for already", session);
                return;
            }
            soFar = open.remove(session);
            missed.remove(session);
            if (soFar != null) {
                file.append(ended(soFar));
            }
        }
        try {
            next.accept(event);
        } catch (SpoolFailure full) {
            if (soFar != null) {
                synchronized (this) {
                    open.put(session, soFar);
                    file.append(soFar);
                }
            }
            throw full;
        }
    }

    /** Everybody who is connected now. */
    public void seen(List<MistClient> clients) {
        Map<String, Figures> figures = new HashMap<>();
        for (MistClient client : clients) {
            figures.merge(client.sessionId(), Figures.of(client), Figures::plus);
        }
        for (Event end : look(figures)) {
            try {
                next.accept(end);
                LOG.infof(
                        "session %s ended while the agent was away",
                        end.getMedia().getViewerDisconnect().getSessionId());
            } catch (SpoolFailure full) {
                takeBack(end);
            }
        }
    }

    /** Takes the figures, and answers the ends that nobody heard. */
    private synchronized List<Event> look(Map<String, Figures> figures) {
        open.replaceAll((session, soFar) -> {
            Figures seen = figures.get(session);
            return seen == null ? soFar : seen.in(soFar, clock.millis());
        });
        missed.keySet().removeAll(figures.keySet());
        missed.replaceAll((_, times) -> times + 1);
        List<Event> ends = new ArrayList<>();
        missed.forEach((session, times) -> {
            Event soFar = times < LOOKS ? null : open.remove(session);
            if (soFar != null) {
                ends.add(soFar);
                reconciled.add(session);
            }
        });
        missed.values().removeIf(times -> times >= LOOKS);
        file.write(open.values());
        return ends;
    }

    private synchronized void takeBack(Event end) {
        String session = end.getMedia().getViewerDisconnect().getSessionId();
        reconciled.remove(session);
        open.put(session, end);
        missed.put(session, LOOKS - 1);
    }

    private void replay(Event line) {
        String session = line.getMedia().getViewerDisconnect().getSessionId();
        if (line.getId().isEmpty()) {
            open.remove(session);
        } else {
            open.put(session, line);
        }
    }

    /** A line that says that it is over. */
    private static Event ended(Event soFar) {
        return soFar.toBuilder().clearId().build();
    }
}

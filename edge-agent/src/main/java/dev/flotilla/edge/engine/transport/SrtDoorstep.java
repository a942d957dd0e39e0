package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.srt.Srt;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtGate;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtVerdict;
import dev.flotilla.proto.flow.v1.SrtListener;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An SRT port that waits for callers. When the port is taken, it tries again until it gets it. */
public final class SrtDoorstep implements AutoCloseable {
    private static final long FIRST_PAUSE_NS = 200_000_000;
    private static final long LONGEST_PAUSE_NS = 5_000_000_000L;
    private static final int BACKLOG = 32;
    /** By then a caller who passed the gate is there, or never will be. */
    private static final long HANDSHAKE_NS = 1_000_000_000;

    private final SrtListener spec;
    private final SrtGate gate;
    private final Pause pause = new Pause(FIRST_PAUSE_NS, LONGEST_PAUSE_NS);
    private @Nullable SrtSocket listener;
    private String detail = "not listening yet";
    private volatile boolean hasRefused;
    /** Somebody was let in and has not appeared. */
    private volatile boolean isExpecting;

    private volatile long welcomedNs;

    private SrtDoorstep(SrtListener spec, StreamIdRule.Direction direction, BooleanSupplier hasRoom) {
        this.spec = spec;
        var rule = new StreamIdRule(spec.getOptions().getStreamId(), direction);
        this.gate = new Gate(rule, hasRoom);
    }

    /** Decides about each caller, on a thread of libsrt. */
    private final class Gate implements SrtGate {
        private final StreamIdRule rule;
        private final BooleanSupplier hasRoom;

        Gate(StreamIdRule rule, BooleanSupplier hasRoom) {
            this.rule = rule;
            this.hasRoom = hasRoom;
        }

        @Override
        public SrtVerdict decide(String streamId) {
            if (!rule.admits(streamId)) {
                hasRefused = true;
                return SrtVerdict.FORBIDDEN;
            }
            if (!hasRoom.getAsBoolean()) {
                return SrtVerdict.OCCUPIED;
            }
            hasRefused = false;
            welcomedNs = System.nanoTime();
            isExpecting = true;
            return SrtVerdict.WELCOME;
        }

        /** A further link of a group that is in joins without another word; whoever accepts turns away what is too much. */
        @Override
        public SrtVerdict decideLink(String streamId) {
            return rule.admits(streamId) ? SrtVerdict.WELCOME : SrtVerdict.FORBIDDEN;
        }
    }

    /**
     * A port for callers that bring a stream. It opens at the first {@link #tend}.
     *
     * @param hasRoom whether another caller may come in; asked by a thread of libsrt
     */
    public static SrtDoorstep forPublishers(SrtListener spec, BooleanSupplier hasRoom) {
        return new SrtDoorstep(spec, StreamIdRule.Direction.PUBLISH, hasRoom);
    }

    /** The same for callers that fetch a stream. */
    public static SrtDoorstep forClients(SrtListener spec, BooleanSupplier hasRoom) {
        return new SrtDoorstep(spec, StreamIdRule.Direction.REQUEST, hasRoom);
    }

    /** Opens the port unless it is open, or was just found taken. */
    public void tend(long nowNs) {
        if (listener != null || !pause.isOver(nowNs)) {
            return;
        }
        try {
            listener = open();
            detail = "";
            pause.succeeded();
        } catch (SrtException | MissingLibraryException e) {
            detail = "cannot listen: " + e.getMessage();
            pause.failed(nowNs);
        }
    }

    private SrtSocket open() throws SrtException {
        SrtSocket socket = SrtSetup.open(spec.getOptions());
        try {
            InetSocketAddress local = SrtSetup.local(spec.getAddress(), spec.getPort());
            if (local.getAddress() instanceof Inet6Address) {
                socket.set(SrtOption.IPV6_ONLY, 1);
            }
            if (Srt.canBond()) {
                socket.set(SrtOption.ACCEPT_GROUPS, 1);
            }
            socket.bind(local);
            socket.listen(BACKLOG, gate);
            return socket;
        } catch (SrtException e) {
            socket.close();
            throw e;
        }
    }

    /** The next caller, if one is there. */
    public Optional<SrtSocket> accept() {
        Optional<SrtSocket> caller = listener == null ? Optional.empty() : listener.accept();
        if (caller.isPresent()) {
            isExpecting = false;
        }
        return caller;
    }

    /** The listening socket, to wait for callers with an epoll; null while the port is not open. */
    public @Nullable SrtSocket listener() {
        return listener;
    }

    /** Why it does not listen, as a sentence; empty when it does. */
    public String detail() {
        return detail;
    }

    /**
     * Why the last caller did not come in, to end a sentence with; empty when none tried. libsrt checks the passphrase after
     * the gate and tells nobody: whoever passed the gate and does not appear has failed there.
     */
    public String turnedAway() {
        if (hasRefused) {
            return "; one was refused because of its stream id";
        }
        if (!isExpecting || System.nanoTime() - welcomedNs < HANDSHAKE_NS) {
            return "";
        }
        return spec.getOptions().getPassphrase().isEmpty()
                ? "; one failed in the handshake: does it use a passphrase, where none is wanted?"
                : "; one failed in the handshake: does it use this passphrase?";
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }
}

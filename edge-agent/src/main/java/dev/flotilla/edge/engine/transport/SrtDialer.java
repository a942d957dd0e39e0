package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtState;
import dev.flotilla.proto.flow.v1.SrtCaller;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an SRT listener. It dials without ever blocking, and dials again, with growing pauses, until somebody
 * answers.
 */
public final class SrtDialer implements AutoCloseable {
    private static final long FIRST_PAUSE_NS = 250_000_000;
    private static final long LONGEST_PAUSE_NS = 5_000_000_000L;

    /** How far the connection is. */
    private sealed interface State {
        record Idle() implements State {}

        record LookingUp(CompletableFuture<InetAddress> address) implements State {}

        record Dialling(SrtSocket socket) implements State {}

        record Connected(SrtSocket socket) implements State {}
    }

    private final SrtCaller spec;
    private final LocalPort localPort;
    private final Pause pause = new Pause(FIRST_PAUSE_NS, LONGEST_PAUSE_NS);
    private State state = new State.Idle();
    private String detail;

    /** Dials at the first {@link #tend}. Dialers with one local port share the library's two threads for it. */
    public SrtDialer(SrtCaller spec, LocalPort localPort) {
        this.spec = spec;
        this.localPort = localPort;
        this.detail = "not connected to " + peer() + " yet";
    }

    /** Takes the next step towards a connection, if it is time for one. */
    public void tend(long nowNs) {
        switch (state) {
            case State.Idle() -> {
                if (pause.isOver(nowNs)) {
                    state = new State.LookingUp(Hosts.lookUp(spec.getHost()));
                    tend(nowNs);
                }
            }
            case State.LookingUp(var address) -> {
                if (address.isDone()) {
                    dial(address, nowNs);
                }
            }
            case State.Dialling(var socket) -> {
                switch (socket.state()) {
                    case CONNECTED -> {
                        state = new State.Connected(socket);
                        detail = "";
                        pause.succeeded();
                    }
                    case CONNECTING, NEW, BOUND, LISTENING -> {}
                    case BROKEN, CLOSED -> fail(socket, cannot(socket.rejection()), nowNs);
                }
            }
            case State.Connected(var socket) -> {
                if (socket.state() != SrtState.CONNECTED) {
                    lost(nowNs);
                }
            }
        }
    }

    private void dial(CompletableFuture<InetAddress> address, long nowNs) {
        if (address.isCompletedExceptionally()) {
            fail(null, cannot(address.exceptionNow().getMessage()), nowNs);
            return;
        }
        SrtSocket socket = null;
        try {
            socket = SrtSetup.open(spec.getOptions());
            if (!spec.getOptions().getStreamId().isEmpty()) {
                socket.set(SrtOption.STREAM_ID, spec.getOptions().getStreamId());
            }
            InetAddress host = address.join();
            localPort.bind(socket, host);
            socket.connect(new InetSocketAddress(host, spec.getPort()));
            state = new State.Dialling(socket);
        } catch (SrtException | MissingLibraryException e) {
            fail(socket, cannot(e.getMessage()), nowNs);
        }
    }

    private String cannot(@Nullable String why) {
        return "cannot connect to " + peer() + ": " + why;
    }

    private void fail(@Nullable SrtSocket socket, String why, long nowNs) {
        if (socket != null) {
            socket.close();
        }
        detail = why;
        state = new State.Idle();
        pause.failed(nowNs);
    }

    /** The user of the connection found it gone: it will be dialled again. */
    public void lost(long nowNs) {
        if (state instanceof State.Connected(var socket)) {
            fail(socket, "the connection to " + peer() + " was lost", nowNs);
        }
    }

    /** The connection; null while there is none. */
    public @Nullable SrtSocket connection() {
        return state instanceof State.Connected(var socket) ? socket : null;
    }

    /** Why there is no connection, as a sentence; empty when there is one. */
    public String detail() {
        return detail;
    }

    /** The listener, "host:port". */
    public String peer() {
        return spec.getHost() + ":" + spec.getPort();
    }

    @Override
    public void close() {
        switch (state) {
            case State.Idle() -> {}
            case State.LookingUp(var address) -> address.cancel(false);
            case State.Dialling(var socket) -> socket.close();
            case State.Connected(var socket) -> socket.close();
        }
        state = new State.Idle();
    }
}

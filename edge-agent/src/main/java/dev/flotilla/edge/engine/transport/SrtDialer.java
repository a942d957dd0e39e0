package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtState;
import dev.flotilla.proto.flow.v1.SrtCaller;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
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

        record LookingUp(CompletableFuture<List<InetSocketAddress>> addresses) implements State {}

        record Dialling(SrtCall call) implements State {}

        record Connected(SrtCall call) implements State {}
    }

    private final SrtCaller spec;
    private final boolean isNear;
    private final Pause pause = new Pause(FIRST_PAUSE_NS, LONGEST_PAUSE_NS);
    private State state = new State.Idle();
    private String detail;

    private SrtDialer(SrtCaller spec, boolean isNear) {
        this.spec = spec;
        this.isNear = isNear;
        this.detail = "not connected to " + peer() + " yet";
    }

    /** Dials at the first {@link #tend}, from a local port that it shares with others, in order to receive. */
    public static SrtDialer toReceive(SrtCaller spec) {
        return new SrtDialer(spec, false);
    }

    /** The same in order to send: libsrt's threads then run on the processor of the thread that dials, if that has one. */
    public static SrtDialer toSend(SrtCaller spec) {
        return new SrtDialer(spec, true);
    }

    /** Takes the next step towards a connection, if it is time for one. */
    public void tend(long nowNs) {
        switch (state) {
            case State.Idle() -> {
                if (pause.isOver(nowNs)) {
                    state = new State.LookingUp(lookUp());
                    tend(nowNs);
                }
            }
            case State.LookingUp(var addresses) -> {
                if (addresses.isDone()) {
                    dial(addresses, nowNs);
                }
            }
            case State.Dialling(var call) -> {
                switch (call.socket().state()) {
                    case CONNECTED -> {
                        state = new State.Connected(call);
                        detail = "";
                        pause.succeeded();
                    }
                    case CONNECTING, NEW, BOUND, LISTENING -> {}
                    case BROKEN, CLOSED -> fail(call, cannot(call.socket().rejection()), nowNs);
                }
            }
            case State.Connected(var call) -> {
                if (call.socket().state() != SrtState.CONNECTED) {
                    lost(nowNs);
                } else {
                    call.tend(nowNs);
                }
            }
        }
    }

    private CompletableFuture<List<InetSocketAddress>> lookUp() {
        var addresses = new ArrayList<CompletableFuture<InetSocketAddress>>();
        addresses.add(lookUp(spec.getHost(), spec.getPort()));
        spec.getLinksList().forEach(link -> addresses.add(lookUp(link.getHost(), link.getPort())));
        return CompletableFuture.allOf(addresses.toArray(CompletableFuture[]::new))
                .thenApply(
                        all -> addresses.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<InetSocketAddress> lookUp(String host, int port) {
        return Hosts.lookUp(host).thenApply(address -> new InetSocketAddress(address, port));
    }

    private void dial(CompletableFuture<List<InetSocketAddress>> addresses, long nowNs) {
        if (addresses.isCompletedExceptionally()) {
            fail(null, cannot(addresses.exceptionNow().getMessage()), nowNs);
            return;
        }
        try {
            state = new State.Dialling(SrtCall.dial(spec, addresses.join(), isNear));
        } catch (SrtException | MissingLibraryException e) {
            fail(null, cannot(e.getMessage()), nowNs);
        }
    }

    private String cannot(@Nullable String why) {
        return "cannot connect to " + peer() + ": " + why;
    }

    private void fail(@Nullable SrtCall call, String why, long nowNs) {
        if (call != null) {
            call.close();
        }
        detail = why;
        state = new State.Idle();
        pause.failed(nowNs);
    }

    /** The user of the connection found it gone: it will be dialled again. */
    public void lost(long nowNs) {
        if (state instanceof State.Connected(var call)) {
            fail(call, "the connection to " + peer() + " was lost", nowNs);
        }
    }

    /** The connection; null while there is none. */
    public @Nullable SrtSocket connection() {
        return state instanceof State.Connected(var call) ? call.socket() : null;
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
            case State.LookingUp(var addresses) -> addresses.cancel(false);
            case State.Dialling(var call) -> call.close();
            case State.Connected(var call) -> call.close();
        }
        state = new State.Idle();
    }
}

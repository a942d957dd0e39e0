package dev.flotilla.edge.engine.transport;

import static dev.flotilla.edge.engine.processor.Placement.ANYWHERE;

import dev.flotilla.edge.engine.processor.Placement;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The local ports from which the callers of all flows dial. libsrt runs two threads for each local port, so that callers on
 * one port cost a third (docs/performance.md); and it lets sockets share a port if they agree on address, TTL, TOS, device and
 * UDP buffers, which all of our callers of one address family do. A port takes callers until it carries as much as its threads
 * can; the next caller then gets another one. Callers that send have one near their flow, on its processor; what does not fit there
 * has its threads run anywhere, as those of callers that receive, which have a third thread each, do. The system chooses the numbers,
 * and never one that a listener has.
 *
 * <p>libsrt's ports belong to the process, and so does this. Any thread may call.
 */
final class CallerPorts {
    /** What the two threads of one port carry, with room to spare. */
    static final long LIMIT_BPS = 400_000_000;

    /** The same where each packet is encrypted. */
    static final long ENCRYPTED_LIMIT_BPS = 150_000_000;

    /** Those of this process. */
    static final CallerPorts SHARED = new CallerPorts();

    private final List<CallerPort> ports = new ArrayList<>();

    /** Binds a caller's socket to a port that has room, or to a new one. The place must be given back with the socket. */
    synchronized CallerPlace bind(SrtSocket socket, InetAddress towards, boolean isEncrypted, boolean isNear)
            throws SrtException {
        boolean isV6 = towards instanceof Inet6Address;
        if (isV6) {
            socket.set(SrtOption.IPV6_ONLY, 1);
        }
        CallerPlace place = isNear ? joinToSend(isV6, isEncrypted, Placement.here()) : joinToReceive(isV6, isEncrypted);
        try {
            return bind(socket, place);
        } catch (SrtException refused) {
            if (place.port.number == 0) {
                throw refused;
            }
            // All callers of that port were gone for a moment, and another program took it.
            return bind(socket, place(open(isV6, place.port.processor), isEncrypted));
        }
    }

    private static CallerPlace bind(SrtSocket socket, CallerPlace place) throws SrtException {
        CallerPort port = place.port;
        try {
            var local = new InetSocketAddress(InetAddress.ofLiteral(port.isV6 ? "::" : "0.0.0.0"), port.number);
            if (port.processor == ANYWHERE) {
                Placement.OF_PROCESS.everywhere(() -> socket.bind(local));
            } else {
                socket.bind(local);
            }
            port.number = socket.localAddress().getPort();
            return place;
        } catch (SrtException e) {
            place.close();
            throw e;
        }
    }

    /** A place to send from: on the port of that processor, or where that is full or none is meant on any that has room. */
    synchronized CallerPlace joinToSend(boolean isV6, boolean isEncrypted, int processor) {
        boolean isFirst = processor != ANYWHERE
                && ports.stream().noneMatch(each -> each.isV6 == isV6 && each.processor == processor);
        CallerPort port = isFirst
                ? open(isV6, processor)
                : withRoom(isV6, each -> each.processor == processor)
                        .or(() -> withRoom(isV6, each -> true))
                        .orElseGet(() -> open(isV6, ANYWHERE));
        return place(port, isEncrypted);
    }

    /** A place to receive at: on a port whose threads run anywhere. */
    synchronized CallerPlace joinToReceive(boolean isV6, boolean isEncrypted) {
        CallerPort port = withRoom(isV6, each -> each.processor == ANYWHERE).orElseGet(() -> open(isV6, ANYWHERE));
        return place(port, isEncrypted);
    }

    private Optional<CallerPort> withRoom(boolean isV6, Predicate<CallerPort> isMeant) {
        return ports.stream()
                .filter(each -> each.isV6 == isV6 && each.loadBps() < LIMIT_BPS)
                .filter(isMeant)
                .findFirst();
    }

    private CallerPlace place(CallerPort port, boolean isEncrypted) {
        var place = new CallerPlace(this, port, isEncrypted);
        port.add(place);
        return place;
    }

    private CallerPort open(boolean isV6, int processor) {
        var port = new CallerPort(isV6, processor);
        ports.add(port);
        return port;
    }

    synchronized void leave(CallerPlace place) {
        if (place.port.remove(place)) {
            ports.remove(place.port);
        }
    }

    /** How many ports are in use. */
    synchronized int count() {
        return ports.size();
    }
}

package dev.flotilla.mist;

import dev.flotilla.mist.stream.Neighbour;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Simulated MistServers that can pull streams from each other, by their addresses. */
public final class MistNetwork implements Neighbour.Directory {
    private final Map<String, MistServer> servers = new ConcurrentHashMap<>();

    void add(MistServer server) {
        servers.put(server.host(), server);
    }

    @Override
    public Optional<Neighbour> at(String host) {
        return Optional.ofNullable(servers.get(host)).flatMap(MistServer::neighbour);
    }
}

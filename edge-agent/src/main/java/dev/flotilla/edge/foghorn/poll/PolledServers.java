package dev.flotilla.edge.foghorn.poll;

import dev.flotilla.edge.foghorn.balance.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The MistServers that are asked, by their texts. */
public final class PolledServers implements AutoCloseable {
    private static final int MOST = 1000;

    private final Region region;
    private final Asking asking;
    private final Duration interval;
    private final LongSupplier nowNs;
    private final Map<String, PolledServer> servers = new ConcurrentHashMap<>();

    /** How a server is asked for its document; {@link MistClient} asks by HTTP. */
    @FunctionalInterface
    public interface Asking {
        /** Asks once, within a deadline. */
        byte[] ask(ServerName name) throws IOException, InterruptedException;
    }

    /** @param nowNs this process's clock, {@link System#nanoTime} */
    public PolledServers(Region region, Asking asking, Duration interval, LongSupplier nowNs) {
        this.region = region;
        this.asking = asking;
        this.interval = interval;
        this.nowNs = nowNs;
    }

    /** Begins to ask some. Refuses with an {@link IllegalArgumentException} what is no server. */
    public void addAll(Collection<String> texts) {
        texts.forEach(text -> add(ServerName.parse(text)));
    }

    /** Begins to ask one; false when it is asked already, or the region is full. */
    public synchronized boolean add(ServerName name) {
        if (servers.size() >= MOST || servers.containsKey(name.text())) {
            return false;
        }
        PolledServer server = new PolledServer(name, region, asking, interval, nowNs);
        if (!server.start()) {
            return false;
        }
        servers.put(name.text(), server);
        return true;
    }

    /** Asks one no more, and forgets what it said; false when it was not asked. */
    public boolean remove(String text) {
        PolledServer server = servers.remove(text);
        if (server != null) {
            server.stop();
        }
        return server != null;
    }

    /** Sorted by text. */
    public Map<String, Monitoring> monitoring() {
        var all = new TreeMap<String, Monitoring>();
        servers.forEach((text, server) -> all.put(text, server.monitoring()));
        return all;
    }

    @Override
    public void close() {
        servers.keySet().forEach(this::remove);
    }
}

package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Load;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.balance.StreamLoad;
import dev.flotilla.edge.foghorn.poll.Monitoring;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What MistServer's balancer says of nodes and streams. Nodes that are not heard of count with what they said last. */
record MistStatus(Snapshot snapshot) {
    /** Every node that is known, by the text under which it is listed. */
    Map<String, String> servers(PolledServers polled) {
        var states = new TreeMap<String, String>();
        snapshot.nodes().stream()
                .filter(node -> !node.identity().isPolled())
                .forEach(node ->
                        states.put(node.identity().host(), monitoring(node).text()));
        polled.monitoring().forEach((text, monitoring) -> states.put(text, monitoring.text()));
        return states;
    }

    /** Viewers of all streams. */
    Map<String, Long> viewers() {
        var viewers = new TreeMap<String, Long>();
        for (Node node : snapshot.nodes()) {
            node.load().streams().forEach((stream, load) -> viewers.merge(stream, load.viewers(), Long::sum));
        }
        return viewers;
    }

    long viewers(String stream) {
        return snapshot.carriers(stream).stream()
                .map(node -> node.load().streams().get(stream))
                .mapToLong(load -> load == null ? 0 : load.viewers())
                .sum();
    }

    /** Of the stream and of those that are it with a "+" and more: viewers, bandwidth of each, bytes up and down. */
    Map<String, List<Long>> streams(String wanted) {
        Predicate<String> isWanted = wanted.equals("*")
                ? stream -> true
                : stream -> stream.equals(wanted) || stream.startsWith(wanted + "+");
        var totals = new TreeMap<String, List<Long>>();
        for (Node node : snapshot.nodes()) {
            node.load().streams().forEach((stream, load) -> {
                if (isWanted.test(stream)) {
                    totals.merge(stream, figures(load), MistStatus::sum);
                }
            });
        }
        return totals;
    }

    private static List<Long> figures(StreamLoad load) {
        return List.of(load.viewers(), load.bytesPerSPerUser(), load.bytesUp(), load.bytesDown());
    }

    private static List<Long> sum(List<Long> one, List<Long> other) {
        return List.of(one.get(0) + other.get(0), one.get(1), one.get(2) + other.get(2), one.get(3) + other.get(3));
    }

    /** All nodes by host, without ports. */
    Map<String, Object> hosts() {
        var hosts = new TreeMap<String, Object>();
        snapshot.nodes().forEach(node -> hosts.put(node.identity().hostName(), host(node)));
        return hosts;
    }

    /** A node's figures, or how it is listed when there are none. */
    Object host(Node node) {
        if (!node.presence().isTrusted()) {
            return monitoring(node).text();
        }
        Load load = node.load();
        Snapshot.Score score = snapshot.score(node);
        var figures = new TreeMap<String, Object>();
        figures.put("cpu", load.cpuPermille() / 10);
        figures.put("ram", load.ramPercent());
        figures.put("up", load.report().getUpBytesPerS());
        figures.put("up_add", snapshot.addedBandwidth(node));
        figures.put("down", load.report().getDownBytesPerS());
        figures.put("streams", load.streams().size());
        figures.put("viewers", load.report().getViewers());
        figures.put("bwlimit", load.limit());
        if (load.position() != null) {
            figures.put(
                    "geo",
                    new TreeMap<>(Map.of(
                            "lat", load.report().getLatitude(),
                            "lon", load.report().getLongitude(),
                            "loc", load.report().getLocation())));
        }
        if (load.report().getTagsCount() > 0) {
            figures.put("tags", List.copyOf(load.report().getTagsList()));
        }
        figures.put("score", new TreeMap<>(Map.of("bw", score.bandwidth(), "cpu", score.cpu(), "ram", score.ram())));
        return figures;
    }

    private static Monitoring monitoring(Node node) {
        return switch (node.presence()) {
            case ONLINE, RESTARTING -> Monitoring.ONLINE;
            case WAITING -> Monitoring.STARTING;
            case STALE, LOST -> Monitoring.ERROR;
        };
    }
}

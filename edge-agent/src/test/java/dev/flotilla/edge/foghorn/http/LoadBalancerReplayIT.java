package dev.flotilla.edge.foghorn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.poll.Monitoring;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import dev.flotilla.edge.foghorn.poll.ServerName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks everything that was once asked of MistServer's own balancer, about the same two nodes, and compares every byte. */
class LoadBalancerReplayIT {
    /** What the captured balancer said, or did not, and we say instead: why stands in docs/guide/from-mist-load-balancer.md. */
    private static final Map<String, String> IMPROVED = Map.of(
            "/favicon.ico", "HTTP/1.1 404 No favicon\r\nContent-Length: 0\r\n\r\n",
            "/?delserver=127.0.0.9:4242", "\"Offline\"");

    private final AtomicLong nowNs = new AtomicLong(TimeUnit.HOURS.toNanos(1));
    private final Region region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, nowNs::get);
    private final Map<String, Semaphore> polls = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> polled = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    private record Exchange(String target, String answer) {}

    @Test
    void answersWhatMistServersBalancerAnswered() throws Exception {
        var servers = new PolledServers(region, this::ask, Duration.ofNanos(1), nowNs::get);
        servers.addAll(List.of("127.0.0.2", "127.0.0.3:4242"));
        poll();
        poll();
        try (TestFoghorn foghorn = new TestFoghorn(region, servers, folder, Optional.empty())) {
            int viewers = 0;
            for (Exchange exchange : exchanges()) {
                if (exchange.target.equals("/?reguser=x")) {
                    poll();
                    poll();
                    poll();
                }
                boolean isViewer = !exchange.target.startsWith("/?") && !exchange.target.equals("/");
                viewers += isViewer ? 1 : 0;
                // Each viewer is another client: one that asks again would count once.
                String answer = foghorn.send(isViewer ? "127.0.1." + viewers : "127.0.0.1", "GET", exchange.target, "");
                if (exchange.target.equals("/live?proto=NOPE")) {
                    poll();
                }
                compare(exchange, answer);
                if (exchange.target.startsWith("/?addserver")) {
                    awaitError(servers);
                }
            }
        }
    }

    private static void compare(Exchange exchange, String answer) {
        String improved = IMPROVED.get(exchange.target);
        if (improved != null) {
            assertThat(answer).as(exchange.target).endsWith(improved);
        } else {
            String expected = exchange.answer.contains("Content-Length: ")
                    ? exchange.answer
                    : exchange.answer.replace("Content-Type: ", "Content-Length: 0\r\nContent-Type: ");
            assertThat(answer).as(exchange.target).isEqualTo(expected);
        }
    }

    private byte[] ask(ServerName name) throws IOException, InterruptedException {
        String document = Map.of("127.0.0.2", "node-a.json", "127.0.0.3:4242", "node-b.json")
                .getOrDefault(name.text(), "");
        if (document.isEmpty()) {
            throw new IOException("refused");
        }
        semaphore(polled, name).release();
        semaphore(polls, name).acquire();
        return resource(document);
    }

    private static Semaphore semaphore(Map<String, Semaphore> all, ServerName name) {
        return all.computeIfAbsent(name.text(), text -> new Semaphore(0));
    }

    /** Lets each node be asked once more, and waits until it has been. */
    private void poll() throws InterruptedException {
        for (String text : List.of("127.0.0.2", "127.0.0.3:4242")) {
            ServerName name = ServerName.parse(text);
            assertThat(semaphore(polled, name).tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(5));
        for (String text : List.of("127.0.0.2", "127.0.0.3:4242")) {
            semaphore(polls, ServerName.parse(text)).release();
        }
        for (String text : List.of("127.0.0.2", "127.0.0.3:4242")) {
            ServerName name = ServerName.parse(text);
            assertThat(semaphore(polled, name).tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            semaphore(polled, name).release();
        }
    }

    private static void awaitError(PolledServers servers) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (servers.monitoring().get("127.0.0.9:4242") != Monitoring.ERROR) {
            assertThat(System.nanoTime()).isLessThan(untilNs);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static List<Exchange> exchanges() throws IOException {
        var exchanges = new ArrayList<Exchange>();
        String[] blocks = new String(resource("loadbalancer.txt"), StandardCharsets.UTF_8).split(">>> GET ", -1);
        for (int i = 1; i < blocks.length; i++) {
            String target = blocks[i].substring(0, blocks[i].indexOf(' '));
            String answer = blocks[i].substring(blocks[i].indexOf('\n') + 1, blocks[i].lastIndexOf("\n<<<"));
            exchanges.add(
                    new Exchange(target, answer.replaceFirst("^curl: .*\n", "").replace("\\r\n", "\r\n")));
        }
        return exchanges;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = LoadBalancerReplayIT.class.getResourceAsStream("/mistserver/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}

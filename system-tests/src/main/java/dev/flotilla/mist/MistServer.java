package dev.flotilla.mist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.api.Controller;
import dev.flotilla.mist.api.Machine;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.media.TestMedia;
import dev.flotilla.mist.play.Playback;
import dev.flotilla.mist.push.Pushes;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Neighbour;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.stream.Traffic;
import dev.flotilla.mist.stream.Visitor;
import dev.flotilla.mist.trigger.Fired;
import dev.flotilla.mist.trigger.Sender;
import dev.flotilla.mist.trigger.Triggers;
import dev.flotilla.mist.wire.Fault;
import dev.flotilla.mist.wire.HttpListener;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One simulated MistServer: its ports, its configuration, and the encoders and viewers that a test sends to it. */
public final class MistServer implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Settings settings;
    private final MistNetwork network;
    private final Configuration configuration;
    private final Machine machine = new Machine();
    private final Clock clock = Clock.systemUTC();
    private final TestMedia media;
    private int apiPort;
    private int httpPort;
    private volatile @Nullable Running running;

    /** Everything that ends with one start of the server. */
    private record Running(
            Streams streams,
            Triggers triggers,
            Traffic traffic,
            Pushes pushes,
            HttpListener api,
            HttpListener http,
            Thread ticker) {
        void end() throws IOException {
            ticker.interrupt();
            api.close();
            http.close();
            pushes.forget();
        }
    }

    private MistServer(Settings settings, MistNetwork network) {
        this.settings = settings;
        this.network = network;
        apiPort = settings.apiPort();
        httpPort = settings.httpPort();
        media = new TestMedia(settings.media());
        configuration = new Configuration(Configuration.installed(settings.passphrase(), 4242, httpPort));
    }

    /** Starts one that other servers of the network can pull from. */
    public static MistServer start(Settings settings, MistNetwork network) throws IOException {
        var server = new MistServer(settings, network);
        server.start();
        network.add(server);
        return server;
    }

    /** Starts it again after a crash, on the same ports. */
    public void start() throws IOException {
        String instance = UUID.randomUUID().toString().substring(0, 16);
        var streams = new Streams(settings.bytesPerSecond());
        var triggers = new Triggers(() -> sender(instance), configuration::triggers, this::tagsOf);
        var traffic = new Traffic(
                configuration,
                streams,
                triggers,
                settings.address(),
                network,
                settings.isFork(),
                settings.timing(),
                clock);
        var pushes = new Pushes(streams, traffic, triggers, media, settings.isFork(), clock);
        var controller = new Controller(
                configuration,
                streams,
                triggers,
                traffic,
                pushes,
                machine,
                instance,
                settings.version(),
                settings.isFork(),
                clock);
        var playback = new Playback(traffic, streams, media, clock);
        var api = new HttpListener(settings.address(), apiPort, controller::conversation);
        apiPort = api.port();
        var http = new HttpListener(settings.address(), httpPort, () -> playback::answer);
        httpPort = http.port();
        listenOn(httpPort);
        Thread ticker =
                Thread.ofPlatform().daemon().name("mist-" + settings.name()).start(() -> tick(traffic, pushes));
        running = new Running(streams, triggers, traffic, pushes, api, http, ticker);
        new Triggers(() -> sender(""), configuration::triggers, this::tagsOf)
                .fire(1, "SYSTEM_START", "", settings.version());
    }

    private static void tick(Traffic traffic, Pushes pushes) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(SECOND);
                traffic.tick();
                pushes.tick();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As {@code kill -9} and a power cut do it: connections break, no trigger is fired, unsaved configuration is gone. */
    public void crash() throws IOException {
        running().end();
        running = null;
        configuration.takeBackUnsaved();
    }

    /** What is wrong with both its ports from now on. */
    public void suffer(Fault fault) {
        running().api().suffer(fault);
        running().http().suffer(fault);
    }

    public Machine machine() {
        return machine;
    }

    public Configuration configuration() {
        return configuration;
    }

    public String host() {
        return settings.address().getHostAddress();
    }

    public int apiPort() {
        return apiPort;
    }

    public int httpPort() {
        return httpPort;
    }

    /**
     * An encoder publishes by RTMP; it sends until {@link #unpublish}.
     *
     * @param key the last part of its address, a query included
     */
    public Session publish(String key) throws Denied {
        String url = "rtmp://" + host() + ":1935/live/" + key;
        return running()
                .traffic()
                .publish(new Visitor("127.0.0.1", "RTMP", url, newToken(), ""), key.split("\\?", 2)[0]);
    }

    /** An encoder publishes by SRT, whose stream id loses its plus on the way. */
    public Session publishSrt(String streamId) throws Denied {
        String decoded = streamId.replace('+', ' ');
        String url = "srt://" + host() + "/?streamid="
                + URLEncoder.encode(decoded, StandardCharsets.UTF_8).replace("+", "%20");
        return running().traffic().publish(new Visitor("::ffff:127.0.0.1", "TSSRT", url, newToken(), ""), decoded);
    }

    public void unpublish(Session session) {
        running().traffic().unpublish(session);
    }

    /**
     * A viewer comes and stays, without moving bytes.
     *
     * @param requested playback id or stream
     * @param connector MistServer's word for the protocol ("HLS", "WebRTC", "TSSRT")
     * @param query of the viewer's address, such as a token's; empty for none
     */
    public Session watch(String requested, String connector, String query) throws Denied {
        boolean isSrt = connector.equals("TSSRT");
        String address =
                host() + ":" + httpPort + "/hls/" + requested + "/index.m3u8" + (query.isEmpty() ? "" : "?" + query);
        String url = isSrt ? "srt://" + host() + "/?streamid=" + requested : "http://" + address;
        String host = isSrt ? "::ffff:127.0.0.1" : "127.0.0.1";
        return running().traffic().watch(requested, new Visitor(host, connector, url, newToken(), "Virtual/1.0"));
    }

    /** The viewer goes; MistServer notices some seconds later. */
    public void leave(Session session) {
        running().traffic().leave(session);
    }

    public Streams streams() {
        return running().streams();
    }

    public Pushes pushes() {
        return running().pushes();
    }

    /** How often a handler answered a trigger since the start. */
    public long answered(String trigger) {
        Triggers.Count count = running().triggers().counts().get(trigger);
        return count == null ? 0 : count.count() - count.fails();
    }

    /** The last thousand triggers since the start, oldest first. */
    public List<Fired> fired() {
        return running().triggers().fired();
    }

    /** Itself, as its neighbours see it; empty while it is down. */
    Optional<Neighbour> neighbour() {
        return Optional.ofNullable(running).map(Running::traffic);
    }

    @Override
    public void close() throws IOException {
        Running now = running;
        if (now != null) {
            now.triggers().fire(1, "SYSTEM_STOP", "", "stopped");
            configuration.save();
            now.end();
            running = null;
        }
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("MistServer " + settings.name() + " is down");
        }
        return now;
    }

    private Sender sender(String instance) {
        String name = configuration.config().path("serverid").asText("");
        return new Sender(
                instance,
                name.equals("null") ? "" : name,
                settings.version(),
                settings.address(),
                settings.isFork(),
                settings.attemptTimeout());
    }

    private Set<String> tagsOf(String stream) {
        var tags = new HashSet<String>();
        configuration.streamFor(stream).path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private void listenOn(int port) {
        var protocols = configuration.protocols();
        var moved = Json.array();
        for (var entry : protocols) {
            boolean isHttp = entry.path("connector").asText().equals("HTTP");
            moved.add(isHttp ? ((ObjectNode) entry).put("port", port) : entry);
        }
        configuration.setProtocols(moved);
        configuration.save();
    }

    private static String newToken() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1L << 32));
    }
}

package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.WeightsFile;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * What MistServer's load balancer answers: commands at {@code /}, and the best node for a stream at {@code /<stream>}. The
 * words, their order and the shape of the bodies are those that MistServers and scripts have relied on for years.
 */
public final class MistRoot implements Route {
    private static final String BY_NODE = "/source/by-node/";
    private static final int MOST_FORM_BYTES = 64 * 1024;
    private static final int MOST_NAME_CHARACTERS = 255;

    private final Region region;
    private final PolledServers servers;
    private final Settings settings;
    private final DecisionLog decisions;
    private final String fallback;

    /** @param fallback the text that says that there is no node ("FULL") */
    public MistRoot(
            Region region,
            PolledServers servers,
            WeightsFile file,
            Permission permission,
            DecisionLog decisions,
            String fallback) {
        this.region = region;
        this.servers = servers;
        this.settings = new Settings(region, servers, file, permission);
        this.decisions = decisions;
        this.fallback = fallback;
    }

    @Override
    public Set<String> words() {
        return Set.of();
    }

    @Override
    public void answer(Call call) {
        String form = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (form != null && form.startsWith("application/x-www-form-urlencoded")) {
            readForm(call);
        } else {
            dispatch(call);
        }
    }

    private void readForm(Call call) {
        call.body(MOST_FORM_BYTES, form -> {
            if (form.isEmpty()) {
                MistAnswer.text(call, 413, "a form may have %d bytes".formatted(MOST_FORM_BYTES));
            } else {
                String query = call.request().query();
                String variables = form.get().toString(StandardCharsets.UTF_8).strip();
                call.setQuery(Query.parse(query == null ? variables : query + "&" + variables));
                dispatch(call);
            }
        });
    }

    private void dispatch(Call call) {
        String path = call.path();
        if (path.equals("/")) {
            command(call);
        } else if (path.equals("/favicon.ico")) {
            MistAnswer.noFavicon(call);
        } else if (path.startsWith(BY_NODE)) {
            sourceByNode(call, path.substring(BY_NODE.length()));
        } else {
            viewer(call, path.substring(1));
        }
    }

    private void command(Call call) {
        Query query = call.query();
        MistStatus status = new MistStatus(region.snapshot());
        if (query.has("weights")) {
            settings.weights(call, query.get("weights"));
        } else if (query.has("lstserver")) {
            map(call, status.servers(servers));
        } else if (query.has("delserver")) {
            settings.removeServer(call, query.get("delserver"));
        } else if (query.has("addserver")) {
            settings.addServer(call, query.get("addserver"));
        } else if (query.has("viewers")) {
            map(call, status.viewers());
        } else if (query.has("streamstats")) {
            map(call, status.streams(query.get("streamstats")));
        } else if (query.has("stream")) {
            MistAnswer.text(call, Long.toString(status.viewers(query.get("stream"))));
        } else if (query.has("source")) {
            source(call, Wish.source(query.get("source")).from(call.client()));
        } else if (query.has("ingest")) {
            ingest(call, query.get("ingest"));
        } else if (query.has("host")) {
            host(call, status, query.get("host"));
        } else {
            map(call, status.hosts());
        }
    }

    /** MistServer says nothing where there is nothing to list. */
    private static void map(Call call, Map<String, ?> map) {
        MistAnswer.text(call, map.isEmpty() ? "" : MistJson.pretty(map));
    }

    private static void host(Call call, MistStatus status, String wanted) {
        MistAnswer.text(
                call,
                status.snapshot().nodes().stream()
                        .filter(node -> node.identity().hostName().equals(wanted)
                                || node.identity().host().equals(wanted))
                        .findFirst()
                        .map(node -> MistJson.pretty(status.host(node)))
                        .orElse(""));
    }

    private void sourceByNode(Call call, String nodeId) {
        if (call.query().has("source")) {
            source(call, Wish.source(call.query().get("source")).calledBy(nodeId));
        } else {
            MistAnswer.text(call, 400, "Missing source");
        }
    }

    private void source(Call call, Wish request) {
        Query query = call.query();
        if (!isName(query.get("source"))) {
            nowhere(call);
            return;
        }
        Wish wish = request.at(call.position()).preferring(call.tags());
        Wish exact = query.has("cap") ? wish.needing(Capabilities.parse(query.get("cap"))) : wish;
        Choice choice = region.chooseLikeMist(exact);
        if (choice instanceof Choice.Chosen chosen) {
            boolean isRedirect = query.get("redirect").equals("1");
            decisions.decided("source", isRedirect ? "redirect" : "success", exact, choice, call.ageNs());
            String url = "dtsc://" + chosen.best().node().identity().hostName();
            if (isRedirect) {
                MistAnswer.redirect(call, 302, "Found", url);
            } else {
                MistAnswer.text(call, url);
            }
        } else {
            refuse(call, "source", exact, choice);
        }
    }

    private void ingest(Call call, String percent) {
        Wish wish = Wish.ingest()
                .reserving(number(percent) * 10)
                .at(call.position())
                .preferring(call.tags());
        Choice choice = region.chooseLikeMist(wish);
        if (choice instanceof Choice.Chosen chosen) {
            decisions.decided("ingest", "success", wish, choice, call.ageNs());
            MistAnswer.text(call, chosen.best().node().identity().hostName());
        } else {
            refuse(call, "ingest", wish, choice);
        }
    }

    private void viewer(Call call, String stream) {
        if (!isName(stream)) {
            MistAnswer.text(call, fallback);
            return;
        }
        Wish wish = Wish.viewer(stream).at(call.position()).preferring(call.tags());
        Choice choice = region.chooseLikeMist(wish);
        if (!(choice instanceof Choice.Chosen chosen)) {
            decisions.decided("play", "failed", wish, choice, call.ageNs());
            MistAnswer.text(call, fallback);
            return;
        }
        Node node = chosen.best().node();
        HttpMethod method = call.request().method();
        if (!method.equals(HttpMethod.HEAD) && !method.equals(HttpMethod.OPTIONS)) {
            region.viewers().sentLikeMist(node, stream, call.client());
        }
        String protocol = call.query().get("proto");
        if (protocol.isEmpty()) {
            decisions.decided("play", "success", wish, choice, call.ageNs());
            MistAnswer.text(call, node.identity().hostName());
        } else {
            decisions.decided("play", "redirect", wish, choice, call.ageNs());
            MistAnswer.redirect(call, 307, "Redirecting", Outputs.url(node, protocol, stream, call.query()));
        }
    }

    private void refuse(Call call, String request, Wish wish, Choice choice) {
        decisions.decided(request, "failed", wish, choice, call.ageNs());
        nowhere(call);
    }

    private void nowhere(Call call) {
        MistAnswer.text(call, call.query().has("fallback") ? call.query().get("fallback") : fallback);
    }

    /** What no stream can be called, would only end up in headers. */
    private static boolean isName(String stream) {
        return stream.length() <= MOST_NAME_CHARACTERS && stream.chars().noneMatch(c -> c < ' ' || c == 0x7F);
    }

    private static int number(String percent) {
        try {
            return Math.clamp(Long.parseLong(percent.strip()), 0, 100);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}

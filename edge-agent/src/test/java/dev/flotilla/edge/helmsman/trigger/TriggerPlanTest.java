package dev.flotilla.edge.helmsman.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.FakeMist;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TriggerPlanTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI HANDLER = URI.create("http://127.0.0.1:18007/mist/triggers");
    private static final TriggerPlan.Asking BALANCER =
            new TriggerPlan.Asking("balance:http://10.0.0.1:18008?fallback=push://", List.of("live"));

    @Test
    void leavesForeignHandlersAsTheyAre() throws IOException {
        JsonNode live = FakeMist.json("config.json").path("config").path("triggers");
        JsonNode next = upstream(List.of()).change(live).orElseThrow();
        live.properties()
                .forEach(trigger -> assertThat(next.path(trigger.getKey()).path(0))
                        .as(trigger.getKey())
                        .isEqualTo(trigger.getValue().path(0)));
        assertThat(next.path("USER_NEW")).hasSize(2);
        assertThat(next.path("CONN_OPEN")).hasSize(1);
        assertThat(upstream(List.of()).change(next)).isEmpty();
    }

    @Test
    void makesNoLabelOfTheSecret() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = TriggerPlan.class.getResourceAsStream("/application.properties")) {
            defaults.load(Objects.requireNonNull(file));
        }
        String patterns = defaults.getProperty("quarkus.micrometer.binder.http-server.match-patterns", "");
        String path = TriggerPlan.PATH + "/s3cret";
        List<String> labels = Arrays.stream(patterns.split(",", -1))
                .map(pattern -> pattern.split("=", 2))
                .filter(pattern -> path.matches(pattern[0]))
                .map(pattern -> pattern[1])
                .toList();
        assertThat(labels).containsExactly(TriggerPlan.PATH);
    }

    @Test
    void neverLeavesARewriteToMistServersOwnDefault() {
        for (MistFlavour flavour : MistFlavour.values()) {
            JsonNode triggers = new TriggerPlan(HANDLER, flavour, List.of(BALANCER))
                    .change(none())
                    .orElseThrow();
            triggers.properties()
                    .forEach(trigger -> assertThat(
                                    trigger.getValue().path(0).path("default").asText(""))
                            .as("%s of %s: an empty default is the text true", trigger.getKey(), flavour)
                            .isNotEmpty());
            for (String rewrite : List.of("PUSH_REWRITE", "PLAY_REWRITE")) {
                assertThat(triggers.path(rewrite)
                                .path(0)
                                .path("default")
                                .asText()
                                .replaceAll("[^A-Za-z0-9_.-]", ""))
                        .as("no character of it may be in a stream's name")
                        .isEmpty();
            }
            assertThat(triggers.path("USER_NEW").path(0).path("default").asText())
                    .isEqualTo("false");
        }
    }

    @Test
    void tellsTheForkWhatToDoOnFailure() {
        JsonNode triggers = new TriggerPlan(HANDLER, MistFlavour.FORK, List.of())
                .change(none())
                .orElseThrow();
        assertThat(triggers.path("PUSH_REWRITE").path(0).path("onfail").asText())
                .isEqualTo("deny");
        assertThat(triggers.path("STREAM_SOURCE").path(0).path("onfail").asText())
                .isEqualTo("use-configured");
        assertThat(triggers.path("PUSH_OUT_START").path(0).path("onfail").asText())
                .isEqualTo("keep");
        assertThat(triggers.path("RECORDING_SEGMENT").path(0).path("sync").asBoolean())
                .isTrue();
        JsonNode upstream = upstream(List.of()).change(none()).orElseThrow();
        assertThat(upstream.has("RECORDING_SEGMENT")).isFalse();
        assertThat(upstream.has("STREAM_SOURCE"))
                .as("nothing says 'as configured' there")
                .isFalse();
    }

    @Test
    void asksTheOriginalForSourcesOnlyWhereTheDefaultSaysTheSame() {
        JsonNode source = upstream(List.of(BALANCER))
                .change(none())
                .orElseThrow()
                .path("STREAM_SOURCE")
                .path(0);
        assertThat(source.path("default").asText()).isEqualTo(BALANCER.source());
        assertThat(source.path("streams").toString()).isEqualTo("[\"live\"]");
    }

    @Test
    void waitsForTheDiskWithAccountingAndForNothingWithTheBuffer() {
        JsonNode triggers = upstream(List.of()).change(none()).orElseThrow();
        for (String accounting :
                List.of("USER_NEW", "USER_END", "STREAM_END", "PUSH_END", "RECORDING_END", "OUTPUT_END")) {
            assertThat(triggers.path(accounting).path(0).path("sync").asBoolean())
                    .as(accounting)
                    .isTrue();
        }
        assertThat(triggers.path("STREAM_BUFFER").path(0).path("sync").asBoolean())
                .isFalse();
    }

    @Test
    void mendsItsOwnAndTakesDoublesAndOldOnesAway() throws IOException {
        ObjectNode live = (ObjectNode) upstream(List.of()).change(none()).orElseThrow();
        ((ObjectNode) live.path("USER_NEW").path(0)).put("default", "true");
        live.withArray("USER_END")
                .addArray()
                .add("http://127.0.0.1:9/mist/triggers/old-secret")
                .add(true)
                .addArray();
        live.putArray("CONN_OPEN")
                .addObject()
                .put("handler", HANDLER.toString())
                .put("sync", true);
        live.withArray("STREAM_END")
                .removeAll()
                .addArray()
                .add("http://other/x")
                .add(false)
                .addArray();

        JsonNode next = upstream(List.of()).change(live).orElseThrow();
        assertThat(next.path("USER_NEW").path(0).path("default").asText()).isEqualTo("false");
        assertThat(next.path("USER_END")).hasSize(1);
        assertThat(next.has("CONN_OPEN")).isFalse();
        assertThat(next.path("STREAM_END")).hasSize(2);
        assertThat(next.path("STREAM_END").path(0).path(0).asText()).isEqualTo("http://other/x");
        assertThat(upstream(List.of()).change(next)).isEmpty();
    }

    @Test
    void refusesWhatMistServerWouldCutOff() {
        URI longOne = URI.create("http://127.0.0.1:18007/mist/triggers/" + "s".repeat(91));
        assertThatThrownBy(() -> new TriggerPlan(longOne, MistFlavour.UPSTREAM, List.of()))
                .hasMessageStartingWith("the address for triggers is longer than the 127 bytes that MistServer keeps");
        List<String> many = java.util.stream.IntStream.range(0, 40)
                .mapToObj(n -> "stream" + n)
                .toList();
        assertThatThrownBy(() -> upstream(List.of(new TriggerPlan.Asking("balance:http://a:1", many))))
                .hasMessageStartingWith("40 streams that ask a Foghorn do not fit");
    }

    private static TriggerPlan upstream(List<TriggerPlan.Asking> asking) {
        return new TriggerPlan(HANDLER, MistFlavour.UPSTREAM, asking);
    }

    private static ObjectNode none() {
        return JSON.createObjectNode();
    }

    @Test
    void asksForSourcesOfTwoKindsByTwoHandlersAndKeepsThemSo() {
        List<TriggerPlan.Asking> both =
                List.of(BALANCER, new TriggerPlan.Asking("/recorded/none.m3u8", List.of("vod")));
        JsonNode sources = upstream(both).change(none()).orElseThrow().path("STREAM_SOURCE");
        assertThat(sources).hasSize(2);
        assertThat(sources.path(1).path("default").asText()).isEqualTo("/recorded/none.m3u8");
        assertThat(sources.path(1).path("streams").path(0).asText()).isEqualTo("vod");

        JsonNode all = upstream(both).change(none()).orElseThrow();
        assertThat(upstream(both).change(all)).isEmpty();
        JsonNode fewer = upstream(List.of(BALANCER)).change(all).orElseThrow();
        assertThat(fewer.path("STREAM_SOURCE")).hasSize(1);
    }
}

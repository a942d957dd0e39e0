package dev.flotilla.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MistCommandsIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new FakeAgent();
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void diffSaysByItsStatusWhetherSomethingDiffers() {
        agent.answers("/node/v1/mist/diff", "{\"changes\":[]}");
        assertThat(run("mist", "diff")).isZero();
        assertThat(out.toString()).contains("MistServer is as it should be.");

        agent.answers("/node/v1/mist/diff", "{\"changes\":[\"+ tag eu\",\"- stream old\"]}");
        assertThat(run("mist", "diff")).isOne();
        assertThat(out.toString()).contains("+ tag eu").contains("- stream old");
    }

    @Test
    void diffSaysWhenItCannotTell() {
        assertThat(run("mist", "diff")).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void statusSaysWhetherMistServerAnswers() {
        agent.answers("/node/v1/status", """
            {"mist":{"answers":true,"version":"3.10","flavour":"upstream","since":"2026-11-20T06:00:00Z",
            "triggers":{"USER_NEW":3,"USER_END":2},"unread_triggers":1,"answered_in_grace":0,"undecided":0,"problems":[]}}\
            """);
        assertThat(run("mist", "status")).isZero();
        assertThat(out.toString()).contains("Server   3.10 (upstream), for ").contains("Triggers 5, 1 not read");

        agent.answers("/node/v1/status", """
            {"mist":{"answers":false,"version":"","flavour":"upstream","since":"2026-11-20T06:00:00Z",
            "triggers":{},"problems":["No MistServer answers at http://127.0.0.1:4242."]}}\
            """);
        assertThat(run("mist", "status")).isOne();
        assertThat(out.toString()).contains("does not answer").contains("Problem  No MistServer answers");

        agent.answers("/node/v1/status", "{\"mist\":{\"configured\":false}}");
        assertThat(run("mist", "status")).isOne();
        assertThat(err.toString()).contains("This agent has no MistServer");
    }

    private int run(String... arguments) {
        Properties properties = new Properties();
        properties.setProperty("quarkus.http.port", Integer.toString(agent.port()));
        return Cli.run(
                new Settings(properties, Map.of()), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

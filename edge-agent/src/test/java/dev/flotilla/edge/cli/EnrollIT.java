package dev.flotilla.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.uplink.enrolment.FakeEnrolmentServer;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.enrolment.BootstrapToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollIT {
    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final BootstrapToken token = BootstrapToken.random(authority.certificate());
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void enrolsWithTheTokenOfTheEnvironment() throws Exception {
        try (var center = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"))) {
            environment.put("FLOTILLA_BOOTSTRAP_TOKEN", token.text());
            String address = center.address().toString();

            assertThat(run("enroll", "--center", address)).isZero();
            assertThat(out.toString()).contains("is now the node").contains(address);
            assertThat(new IdentityFolder(data).load()).isPresent();

            assertThat(run("enroll", "--center", address)).isEqualTo(25);
            assertThat(err.toString()).contains("enrolled already").contains("--again");
            assertThat(run("enroll", "--center", address, "--again")).isZero();
            assertThat(out + "" + err).doesNotContain(token.secret());
        }
    }

    @Test
    void refusesATokenAmongTheArgumentsAndDoesNotRepeatIt() {
        assertThat(run("enroll", "--center", "https://127.0.0.1:1", token.text()))
                .isEqualTo(2);
        assertThat(run("enroll", "--token=" + token.text())).isEqualTo(2);

        assertThat(err.toString())
                .contains("'ps'")
                .contains("FLOTILLA_BOOTSTRAP_TOKEN")
                .doesNotContain(token.secret());
    }

    @Test
    void refusesATokenThatIsNoneWithoutRepeatingIt() {
        environment.put("FLOTILLA_BOOTSTRAP_TOKEN", token.secret());

        assertThat(run("enroll", "--center", "https://127.0.0.1:1")).isEqualTo(11);
        assertThat(err.toString()).contains("no bootstrap token").doesNotContain(token.secret());
    }

    @Test
    void asksForTheAddressOfTheCenter() {
        environment.put("FLOTILLA_BOOTSTRAP_TOKEN", token.text());

        assertThat(run("enroll")).isEqualTo(2);
        assertThat(run("enroll", "--center", "http://c")).isEqualTo(2);
        assertThat(err.toString()).contains("--center https://host:18443").contains("must begin with https://");
    }

    @Test
    void listsItsExitStatuses() {
        assertThat(run("enroll", "--help")).isZero();
        assertThat(out.toString()).contains("13", "used as often as it may be", "27");
    }

    private int run(String... arguments) {
        Properties properties = new Properties();
        properties.setProperty("flotilla.data", data.toString());
        return Cli.run(
                new Settings(properties, environment),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }
}

package dev.flotilla.edge.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.node.v1.ReleaseState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keeper with programs that are shell scripts: each notes that it ran, and then does what the test gave it to do. */
@Timeout(120)
class KeeperIT {
    private static final Path KEEPER =
            Path.of("src", "main", "keeper", "flotilla-edge-keeper").toAbsolutePath();

    @TempDir
    private Path work;

    private Path root;
    private ReleaseFolder folder;
    private @Nullable Process keeper;

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectory(work.resolve("releases")).toRealPath();
        folder = new ReleaseFolder(root);
        program(work.resolve("installed"), "base", "exit 0");
    }

    @AfterEach
    void stop() throws InterruptedException {
        Process running = keeper;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().waitFor();
        }
    }

    @Test
    void runsTheInstalledProgramUntilAVersionIsChosen() throws Exception {
        assertThat(runToItsEnd()).isZero();
        assertThat(ran()).containsExactly("base");
    }

    @Test
    void endsAsTheAgentEnds() throws Exception {
        program(work.resolve("installed"), "base", "exit 3");
        assertThat(runToItsEnd()).isEqualTo(3);
    }

    @Test
    void startsWhatWasSwappedToWhenTheAgentMakesWay() throws Exception {
        version("1.1.0", "rm -f " + root + "/trial; exit 0");
        Fields.write(root.resolve("given"), trial("1.1.0", "").fields());
        program(
                work.resolve("installed"),
                "base",
                "mv %1$s/given %1$s/trial; ln -s versions/1.1.0 %1$s/current; exit 75".formatted(root));
        assertThat(runToItsEnd()).isZero();
        assertThat(ran()).containsExactly("base", "1.1.0");
        assertThat(folder.current()).isEqualTo("1.1.0");
    }

    @Test
    void putsTheVersionBeforeBackWhenTheNewOneEnds() throws Exception {
        version("1.1.0", "exit 0");
        version("1.2.0", "exit 7");
        folder.swap(trial("1.2.0", "1.1.0"));
        assertThat(runToItsEnd()).isZero();
        assertThat(ran()).containsExactly("1.2.0", "1.1.0");
        assertRolledBack("status 7");
        assertThat(folder.current()).isEqualTo("1.1.0");
    }

    @Test
    void putsTheInstalledProgramBack() throws Exception {
        version("1.1.0", "kill -9 $$");
        folder.swap(trial("1.1.0", ""));
        assertThat(runToItsEnd()).isZero();
        assertThat(ran()).containsExactly("1.1.0", "base");
        assertThat(folder.current()).isEmpty();
    }

    @Test
    void saysWhatTheUnfitVersionSaid() throws Exception {
        version("1.1.0", "echo There is no engine. > " + root + "/unfit; exit 76");
        folder.swap(trial("1.1.0", ""));
        assertThat(runToItsEnd()).isZero();
        assertRolledBack("There is no engine.");
    }

    @Test
    void aVersionThatCannotEvenStartIsPutBack() throws Exception {
        version("1.1.0", "exit 0");
        Files.writeString(root.resolve("versions/1.1.0/bin/flotilla-edge"), "#!/no/such/shell\n");
        folder.swap(trial("1.1.0", ""));
        assertThat(runToItsEnd()).isZero();
        assertThat(ran()).containsExactly("base");
        assertRolledBack("status 12");
    }

    @Test
    void whateverIsKilledInASwapOneVersionRuns() throws Exception {
        version("1.1.0", "exit 0");
        version("1.2.0", "rm -f " + root + "/trial; exit 0");
        folder.swap(trial("1.1.0", ""));
        folder.end(new Outcome("before", "1.1.0", Phase.PHASE_CONFIRMED, ""));

        // The trial is written, the link is not.
        Fields.write(root.resolve("trial"), trial("1.2.0", "1.1.0").fields());
        assertRuns("1.1.0");
        assertThat(root.resolve("trial")).doesNotExist();

        // A link was made and not yet renamed.
        Files.createSymbolicLink(root.resolve("current.new"), Path.of("versions", "1.2.0"));
        assertRuns("1.1.0");

        // Both are done, the agent did not make way by itself.
        folder.swap(trial("1.2.0", "1.1.0"));
        assertRuns("1.2.0");

        // It was confirmed, and the trial not yet removed.
        Fields.write(root.resolve("trial"), trial("1.2.0", "1.1.0").fields());
        Fields.write(root.resolve("outcome"), new Outcome("order-1.2.0", "1.2.0", Phase.PHASE_CONFIRMED, "").fields());
        assertRuns("1.2.0");
        assertThat(root.resolve("trial")).doesNotExist();

        // It was rolled back, and the link not yet put back.
        folder.swap(trial("1.2.0", "1.1.0"));
        Fields.write(
                root.resolve("outcome"), new Outcome("order-1.2.0", "1.2.0", Phase.PHASE_ROLLED_BACK, "").fields());
        assertRuns("1.1.0");
        assertThat(folder.current()).isEqualTo("1.1.0");

        // What the link leads to was lost with the disk.
        folder.swap(trial("1.3.0", ""));
        assertRuns("base");
    }

    @Test
    void aVersionDuringWhoseTrialTheMachineFailsAgainAndAgainIsPutBack() throws Exception {
        version("1.1.0", "exit 0");
        version("1.2.0", "sleep 60");
        folder.swap(trial("1.2.0", "1.1.0"));
        for (int failure = 0; failure < 3; failure++) {
            begin();
            awaitRan(failure + 1);
            stop();
        }
        assertThat(folder.trial()).isPresent();
        assertThat(runToItsEnd()).isZero();
        assertThat(ran()).containsExactly("1.2.0", "1.2.0", "1.2.0", "1.1.0");
        assertRolledBack("3 times");
    }

    @Test
    void endsTheAgentWhenItIsEndedAndKeepsItsTrial() throws Exception {
        version("1.1.0", "trap 'exit 0' TERM; while :; do sleep 0.1; done");
        folder.swap(trial("1.1.0", ""));
        Process running = begin();
        awaitRan(1);
        running.destroy();
        assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isZero();
        assertThat(folder.trial()).isPresent();
        assertThat(folder.current()).isEqualTo("1.1.0");
    }

    private static Trial trial(String to, String before) {
        return new Trial("order-" + to, to, to, before, 30);
    }

    private void assertRuns(String version) throws Exception {
        Files.deleteIfExists(work.resolve("ran"));
        assertThat(runToItsEnd()).isZero();
        assertThat(ran().getLast()).isEqualTo(version);
    }

    private void assertRolledBack(String reason) throws IOException {
        assertThat(folder.trial()).isEmpty();
        assertThat(folder.outcome()).hasValueSatisfying(outcome -> {
            assertThat(outcome.phase()).isEqualTo(Phase.PHASE_ROLLED_BACK);
            assertThat(outcome.reason()).contains(reason);
        });
    }

    private void version(String version, String script) throws IOException {
        Path bin = Files.createDirectories(
                root.resolve("versions").resolve(version).resolve("bin"));
        program(bin.resolve("flotilla-edge"), version, script);
    }

    private void program(Path file, String name, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\necho %s >> %s\n%s\n".formatted(name, work.resolve("ran"), script));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process begin() throws IOException {
        Process running = new ProcessBuilder(
                        KEEPER.toString(),
                        root.toString(),
                        work.resolve("installed").toString(),
                        "run")
                .inheritIO()
                .start();
        keeper = running;
        return running;
    }

    private int runToItsEnd() throws Exception {
        Process running = begin();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running.exitValue();
    }

    private List<String> ran() throws IOException {
        return Files.readAllLines(work.resolve("ran"));
    }

    private void awaitRan(int times) throws Exception {
        while (!Files.exists(work.resolve("ran")) || ran().size() < times) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}

package dev.flotilla.edge.helmsman.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.event.v1.Event;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} at any moment of a storm of triggers costs: nothing that was acknowledged, and nothing twice. */
class TriggerStormIT {
    private static final int KILLS = 5;
    private static final int SENDERS = 8;

    @TempDir
    private Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger retried = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void losesNothingAcknowledgedAndDoublesNothingThroughKill() throws Exception {
        var random = new SplittableRandom(Long.getLong("sim.seed", 0));
        Process agent = start(0);
        int port = portOf(agent);
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(Thread.ofPlatform().start(() -> send(port)));
        }
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                int before = acknowledged.size();
                while (acknowledged.size() < before + 50) {
                    TimeUnit.MILLISECONDS.sleep(5);
                    assertThat(agent.isAlive()).isTrue();
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
                agent.toHandle().destroyForcibly();
                agent.waitFor();
                agent = start(port);
                portOf(agent);
            }
            isOver.set(true);
            for (Thread sender : senders) {
                sender.join(30_000);
            }
        } finally {
            isOver.set(true);
            agent.destroyForcibly().waitFor();
        }
        List<String> sessions = sessionsOfSpool();
        assertThat(sessions).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(acknowledged).hasSizeGreaterThan(50 * KILLS);
        assertThat(retried)
                .as("some trigger met a dead agent, else this tried nothing")
                .hasPositiveValue();
    }

    /** Sends each viewer's end until it is acknowledged, as the attempts of one trigger; sometimes once more after that. */
    private void send(int port) {
        FiringMist mist = new FiringMist(port, TriggerPlan.PATH);
        while (!isOver.get()) {
            String session = UUID.randomUUID().toString();
            String uuid = UUID.randomUUID().toString();
            String body = "1\nlive+x\nHLS\n10.0.0.1\n5\n100\n0\n\n5\n5\n5\n" + session;
            var outcome = mist.fire("USER_END", uuid, 1_795_144_766_278L, body, 200);
            if (outcome.attempts() > 1) {
                retried.incrementAndGet();
            }
            if (outcome.isAcknowledged()) {
                acknowledged.add(session);
                if (acknowledged.size() % 7 == 0) {
                    mist.fire("USER_END", uuid, 1_795_144_766_278L, body, 1);
                }
            }
        }
    }

    private Process start(int port) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TriggerProcess.class.getName(),
                        folder.resolve("spool.db").toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int portOf(Process agent) throws Exception {
        BufferedReader lines = agent.inputReader();
        String line = lines.readLine();
        assertThat(line).as("it listens").isNotNull();
        return Integer.parseInt(line);
    }

    private List<String> sessionsOfSpool() throws Exception {
        List<String> sessions = new ArrayList<>();
        try (Connection spool = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("spool.db"));
                Statement statement = spool.createStatement();
                ResultSet rows = statement.executeQuery("SELECT content FROM event")) {
            while (rows.next()) {
                sessions.add(Event.parseFrom(rows.getBytes(1))
                        .getMedia()
                        .getViewerDisconnect()
                        .getSessionId());
            }
        }
        return sessions;
    }
}

package dev.flotilla.edge.engine.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.engine.Await;
import dev.flotilla.edge.engine.NumberedPackets;
import dev.flotilla.edge.engine.Programme;
import dev.flotilla.edge.engine.Sending;
import dev.flotilla.edge.engine.Specs;
import dev.flotilla.edge.engine.Stream;
import dev.flotilla.edge.engine.UdpPeer;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a real process, seen from its agent. */
class EngineLinkIT {
    private static final long HEAP_BYTES = 64 << 20;

    @TempDir
    Path data;

    private final List<Greeting> greetings = new CopyOnWriteArrayList<>();
    private final List<String> losses = new CopyOnWriteArrayList<>();
    private EngineLaunch launch;
    private EngineLink link;

    @BeforeEach
    void start() throws Exception {
        launch = EngineLaunch.ofThisExecutable(data, HEAP_BYTES);
        link = new EngineLink(launch, listener());
        link.start();
        Await.until("the engine is there", () -> link.pid().isPresent() && !greetings.isEmpty());
    }

    @AfterEach
    void end() throws Exception {
        long pid = link.pid().orElseThrow();
        link.shutdown();
        Await.until("the engine has ended", () -> !isAlive(pid));
        assertThat(Files.exists(launch.socket())).isFalse();
    }

    @Test
    void startsAnEngineInASessionOfItsOwn() throws Exception {
        Greeting greeting = link.greeting();
        assertThat(greeting.getPid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(greeting.getLibrariesOrThrow("libsrt")).startsWith("1.5.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(launch.socket())))
                .isEqualTo("rw-------");
        String[] stat = Files.readString(Path.of("/proc/" + greeting.getPid() + "/stat"))
                .split(" ", -1);
        assertThat(stat[5]).as("session").isEqualTo(Long.toString(greeting.getPid()));
        assertThat(link.observe(0).getMemoryBytes()).isPositive();
    }

    @Test
    void switchesToTheSourceThatItIsTold() throws Exception {
        int first = UdpPeer.freePort();
        int second = UdpPeer.freePort();
        FlowSpec flow = Specs.flow(Specs.udpSource("a", first)).toBuilder()
                .addSources(Specs.udpSource("b", second))
                .build();
        var id = new FlowId(flow.getId());
        assertThatThrownBy(() -> link.select(id, "b"))
                .isInstanceOf(EngineFault.class)
                .hasMessage("flow " + id + " does not run");
        link.apply(flow);
        try (var _ = Sending.start(new Programme(1, 0x1000, 0x1f1, 12), first);
                var _ = Sending.start(new Programme(2, 0x1001, 0x2f2, 12), second)) {
            Await.until("the second source stands by", () -> source(1).getStandby());
            assertThatThrownBy(() -> link.select(id, "c")).hasMessageEndingWith("no source has the name 'c'");
            link.select(id, "b");
            Await.until("it feeds", () -> source(1).getSelected());
            assertThat(source(0).getStandby()).isTrue();
            assertThat(link.observe(0).getFlows(0).getSwitches().getByHand()).isEqualTo(1);
        }
    }

    private SourceReport source(int i) throws EngineFault {
        var report = link.observe(0).getFlows(0);
        return i < report.getSourcesCount() ? report.getSources(i) : SourceReport.getDefaultInstance();
    }

    @Test
    void runsOnWithoutItsAgentAndIsAdoptedWithoutLosingAPacket() throws Exception {
        int port = UdpPeer.freePort();
        try (var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(port), Specs.udp("out", receiver.port()));
            link.apply(flow);
            Await.until(
                    "the source is open",
                    () -> link.observe(0).getFlows(0).getDetail().contains("nothing has come"));
            long pid = link.pid().orElseThrow();
            try (var stream = Stream.start(encoder, port)) {
                Await.until("the stream runs", () -> receiver.datagrams() > 100);
                link.close();
                int before = receiver.datagrams();
                Await.until("it runs on", () -> receiver.datagrams() > before + 200);
                link = new EngineLink(launch, listener());
                link.start();
                Await.until("the engine is adopted", () -> greetings.size() == 2);
                assertThat(greetings.get(1).getPid()).isEqualTo(pid);
                assertThat(greetings.get(1).getFlowsList()).containsExactly(flow);
                link.apply(flow);
                int after = receiver.datagrams();
                Await.until("it runs on", () -> receiver.datagrams() > after + 100);
                assertThat(stream.sent()).isPositive();
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
        }
    }

    @Test
    void startsAnotherEngineWhenOneDies() throws Exception {
        long first = link.pid().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Await.until("there is another engine", () -> greetings.size() == 2);
        assertThat(link.pid().orElseThrow()).isNotEqualTo(first);
        assertThat(link.greeting().getFlowsList()).isEmpty();
    }

    @Test
    void handsEventsOutUntilTheyAreStored() throws Exception {
        FlowSpec flow = Specs.flow(Specs.udpSource(UdpPeer.freePort()));
        link.apply(flow);
        link.apply(flow.toBuilder().setRunning(false).build());
        var events = link.observe(0).getEventsList();
        assertThat(events)
                .extracting(event -> event.getEvent().getType())
                .containsExactly("flow_started", "flow_stopped");
        assertThat(events.get(0).getEvent().getId()).startsWith("evt_");
        assertThat(link.observe(0).getEventsList()).isEqualTo(events);
        assertThat(link.observe(events.get(0).getNumber()).getEventsList()).containsExactly(events.get(1));
        assertThat(link.observe(events.get(1).getNumber()).getEventsList()).isEmpty();
    }

    @Test
    void replacesAnEngineThatHangs() throws Exception {
        long first = link.pid().orElseThrow();
        stop(first);
        Await.until("there is another one", () -> greetings.size() == 2);
        assertThat(isAlive(first)).isFalse();
        assertThat(losses).containsExactly("process " + first + " did not answer for 8 s and was killed");
        assertThat(link.greeting().getPid()).isNotEqualTo(first);
    }

    @Test
    void replacesAnAdoptedEngineThatHangsAndDoesNotEvenGreet() throws Exception {
        long first = link.pid().orElseThrow();
        link.close();
        stop(first);
        link = new EngineLink(launch, listener());
        link.start();
        Await.until("there is another one", () -> greetings.size() == 2);
        assertThat(isAlive(first)).isFalse();
        assertThat(losses).containsExactly("the engine did not answer within 5 s");
    }

    @Test
    void boundsTheLogOfARunningEngine() throws Exception {
        Path log = launch.log();
        Files.write(log, new byte[9 << 20], StandardOpenOption.APPEND);
        Await.until("it is emptied", () -> Files.size(log) < 1 << 20);
        assertThat(Files.size(data.resolve("engine.log.1"))).isGreaterThan(9 << 20);
        link.apply(Specs.flow(Specs.udpSource(UdpPeer.freePort())));
        Await.until("the engine writes on", () -> Files.readString(log).contains("flow_started"));
        assertThat(Files.readString(log)).doesNotContain("\0");
    }

    private static void stop(long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private EngineListener listener() {
        return new EngineListener() {
            @Override
            public void onStart(Greeting greeting) {
                greetings.add(greeting);
            }

            @Override
            public void onLoss(String why) {
                losses.add(why);
            }
        };
    }

    @Test
    void tellsWhichFieldIsWrong() {
        FlowSpec flow = Specs.flow(Specs.udpSource(70_000));
        assertThatThrownBy(() -> link.apply(flow))
                .isInstanceOfSatisfying(
                        EngineFault.class, fault -> assertThat(fault.reason()).isEqualTo(EngineFault.Reason.REFUSED))
                .hasMessage("source 'in': field 'udp.port' must be 1 to 65535: '70000'");
    }

    @Test
    void refusesASecondEngineOnTheSameSocket() throws Exception {
        Process second =
                new ProcessBuilder(launch.command()).redirectErrorStream(true).start();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(second.inputReader().lines()).anyMatch(line -> line.contains("another engine already serves"));
    }

    @Test
    void endsOnTheTermSignal() throws Exception {
        long first = link.pid().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroy();
        Await.until("it has ended", () -> !isAlive(first));
        Await.until("there is another one", () -> greetings.size() == 2);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}

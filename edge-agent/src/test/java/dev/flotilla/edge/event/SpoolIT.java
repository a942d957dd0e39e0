package dev.flotilla.edge.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

class SpoolIT {
    private static final SpoolLimits ROOMY = new SpoolLimits(1_000, 1_000_000);

    @TempDir
    private Path folder;

    @Test
    void keepsEventsInOrderUntilTheyAreAcknowledged() throws Exception {
        try (Spool spool = open(ROOMY)) {
            Event first = TestEvents.info("first");
            Event second = TestEvents.info("second");
            spool.accept(first);
            spool.accept(second);
            spool.accept(first);
            assertThat(messages(spool)).containsExactly("first", "second");

            spool.acknowledge(List.of(first.getId(), "evt_unknown", first.getId()));

            assertThat(messages(spool)).containsExactly("second");
            assertThat(spool.counts()).isEqualTo(new Spool.Counts(1, second.getSerializedSize(), 0, 1, 0));
        }
        try (Spool again = open(ROOMY)) {
            assertThat(messages(again)).containsExactly("second");
            assertThat(again.counts().events()).isEqualTo(1);
        }
    }

    @Test
    void writesTogetherWhatComesWhileTheDiskIsBusy() throws Exception {
        TestSpool opened = TestSpool.open(folder.resolve("spool.db"));
        try (Spool spool = opened.spool()) {
            CountDownLatch isBusy = new CountDownLatch(1);
            CountDownLatch mayGoOn = new CountDownLatch(1);
            AtomicInteger writes = new AtomicInteger();
            ((SQLiteConnection) opened.disk()).addCommitListener(new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                    if (writes.getAndIncrement() == 0) {
                        isBusy.countDown();
                        awaitUnchecked(mayGoOn);
                    }
                }

                @Override
                public void onRollback() {}
            });
            List<Thread> senders = new ArrayList<>();
            senders.add(Thread.ofPlatform().start(() -> spool.accept(TestEvents.info("first"))));
            isBusy.await();
            for (int i = 0; i < 50; i++) {
                senders.add(Thread.ofPlatform().start(() -> spool.accept(TestEvents.info("meanwhile"))));
            }
            Eventually.isTrue(
                    "all wait", () -> senders.stream().allMatch(sender -> sender.getState() == Thread.State.WAITING));
            mayGoOn.countDown();
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(spool.counts().events()).isEqualTo(51);
            assertThat(writes).as("one for the first, one for the others").hasValue(2);
        }
    }

    @Test
    void refusesNobodyForTheSakeOfAnother() throws Exception {
        try (Spool spool = Spool.open(folder.resolve("spool.db"), new SpoolLimits(10, 1_000_000), event -> true)) {
            AtomicInteger refused = new AtomicInteger();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                senders.add(Thread.ofPlatform().start(() -> {
                    try {
                        spool.accept(TestEvents.info("must be kept"));
                    } catch (SpoolFailure full) {
                        refused.incrementAndGet();
                    }
                }));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(spool.counts().events()).isEqualTo(10);
            assertThat(refused).hasValue(15);
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givesOutBoundedPieces() throws Exception {
        try (Spool spool = open(ROOMY)) {
            for (int i = 0; i < 10; i++) {
                spool.accept(TestEvents.info("event " + i));
            }
            var firstThree = spool.after(0, 3, 1_000_000);
            assertThat(firstThree).hasSize(3);
            assertThat(spool.after(firstThree.getLast().sequence(), 3, 1_000_000)
                            .getFirst()
                            .event()
                            .getMessage())
                    .isEqualTo("event 3");
            assertThat(spool.after(0, 10, 1)).hasSize(1);
        }
    }

    @Test
    void dropsTheOldestOfTheLeastSevereAndCountsThemDurably() throws Exception {
        SpoolLimits three = new SpoolLimits(3, 1_000_000);
        try (Spool spool = open(three)) {
            spool.accept(TestEvents.event(Severity.SEVERITY_ERROR, "error"));
            spool.accept(TestEvents.info("old"));
            spool.accept(TestEvents.event(Severity.SEVERITY_WARNING, "warning"));
            spool.accept(TestEvents.info("new"));
            assertThat(messages(spool)).containsExactly("error", "warning", "new");

            spool.accept(TestEvents.event(Severity.SEVERITY_ERROR, "another error"));
            spool.accept(TestEvents.info("of no use now"));
            assertThat(messages(spool)).containsExactly("error", "warning", "another error");
            assertThat(spool.counts().lost()).isEqualTo(3);
        }
        try (Spool again = open(three)) {
            assertThat(again.counts().lost()).isEqualTo(3);
        }
    }

    @Test
    void holdsItsBoundInBytes() throws Exception {
        try (Spool spool = open(new SpoolLimits(1_000, 2_000))) {
            for (int i = 0; i < 100; i++) {
                spool.accept(TestEvents.info("x".repeat(100)));
            }
            assertThat(spool.counts().bytes()).isBetween(1_700L, 2_000L);
            assertThat(spool.counts().events() + spool.counts().lost()).isEqualTo(100);
        }
    }

    @Test
    void neverDropsWhatMustBeKeptAndRefusesItInstead() throws Exception {
        Path file = folder.resolve("spool.db");
        try (Spool spool = Spool.open(
                file, new SpoolLimits(2, 1_000_000), event -> event.getMessage().startsWith("keep"))) {
            spool.accept(TestEvents.info("keep this"));
            spool.accept(TestEvents.event(Severity.SEVERITY_ERROR, "may go"));
            Event second = TestEvents.info("keep that");
            spool.accept(second);
            assertThat(messages(spool)).containsExactly("keep this", "keep that");

            Event third = TestEvents.info("keep me too");
            assertThatThrownBy(() -> spool.accept(third))
                    .isInstanceOf(SpoolFailure.class)
                    .hasMessageContaining("it holds 2 events that must be kept");
            spool.accept(TestEvents.event(Severity.SEVERITY_ERROR, "no room for me"));
            assertThat(messages(spool)).containsExactly("keep this", "keep that");
            assertThat(spool.counts())
                    .extracting(Spool.Counts::events, Spool.Counts::lost)
                    .containsExactly(2L, 2L);

            spool.acknowledge(List.of(second.getId()));
            spool.accept(third);
            assertThat(messages(spool)).containsExactly("keep this", "keep me too");
        }
    }

    @Test
    void refusesASecondAgentOnTheSameFolder() throws Exception {
        try (Spool spool = open(ROOMY)) {
            spool.accept(TestEvents.info("mine"));
            assertThatThrownBy(() -> open(ROOMY))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does another agent use this data folder?");
        }
    }

    @Test
    void putsADamagedFileAsideAndStartsAnew() throws Exception {
        Files.writeString(folder.resolve("spool.db"), "this is no database at all ".repeat(100));

        try (Spool spool = open(ROOMY)) {
            spool.accept(TestEvents.info("first of the new file"));
            assertThat(messages(spool)).hasSize(1);
        }
        assertThat(folder.resolve("spool.db.damaged")).exists();
    }

    @Test
    void putsAsideWhatMakesNoSenseAndGoesOnWithTheRest() throws Exception {
        try (var connection = SpoolFile.open(folder.resolve("spool.db"));
                Spool spool = new Spool(connection, ROOMY, _ -> false)) {
            spool.accept(TestEvents.info("before"));
            spool.accept(TestEvents.info("spoilt"));
            spool.accept(TestEvents.info("after"));
            BrokenDisk.spoil(connection, 2);
            assertThat(messages(spool)).containsExactly("before", "after");
            assertThat(spool.counts().unreadable()).isEqualTo(1);
            assertThat(spool.counts().events()).isEqualTo(2);
            BrokenDisk.spoil(connection, 1);
            assertThat(spool.after(0, 1, 1_000))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.event().getMessage()).isEqualTo("after"));
            assertThat(spool.problems()).isEmpty();
        }
        try (Spool again = open(ROOMY)) {
            assertThat(messages(again)).containsExactly("after");
            assertThat(again.counts().unreadable()).isEqualTo(2);
        }
    }

    @Test
    void saysThatTheDiskIsFullUntilItIsNot() throws Exception {
        try (var connection = SpoolFile.open(folder.resolve("spool.db"));
                Spool spool = new Spool(connection, ROOMY, _ -> false)) {
            var disk = new BrokenDisk(connection);
            disk.refuseWrites();
            assertThatThrownBy(() -> spool.accept(TestEvents.info("no room"))).isInstanceOf(SpoolFailure.class);
            assertThat(spool.problems())
                    .singleElement()
                    .asString()
                    .startsWith("Events of this node cannot be stored (")
                    .contains("made to fail by the test");
            disk.mend();
            Eventually.isTrue("well again", () -> spool.problems().isEmpty());
        }
    }

    @Test
    void keepsAnEventPresentable() throws Exception {
        try (Spool spool = open(ROOMY)) {
            spool.accept(TestEvents.info("a\0b" + "x".repeat(5_000)));
            assertThat(messages(spool).getFirst()).hasSize(2_000).startsWith("a bx");
        }
    }

    @Test
    void tellsOfAnArrival() throws Exception {
        try (Spool spool = open(ROOMY)) {
            var told = new AtomicInteger();
            spool.onArrival(told::incrementAndGet);
            spool.accept(TestEvents.info("one"));
            assertThat(told).hasValue(1);
        }
    }

    private Spool open(SpoolLimits limits) throws SQLException {
        return Spool.open(folder.resolve("spool.db"), limits);
    }

    private static List<String> messages(Spool spool) throws SQLException {
        return spool.after(0, 1_000, 1_000_000).stream()
                .map(entry -> entry.event().getMessage())
                .toList();
    }
}

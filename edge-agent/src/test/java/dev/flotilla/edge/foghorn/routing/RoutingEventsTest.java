package dev.flotilla.edge.foghorn.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.Await;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.place.Bucket;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.RoutingDecision;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RoutingEventsTest {
    private final TestRegion nodes =
            new TestRegion().node(1, TestRegion.live("a", 3)).node(2);
    private final List<Event> heard = new CopyOnWriteArrayList<>();

    @Test
    void tellWhereSomebodyWasSentAndNotWhoItWas() throws Exception {
        Position home = new Position(50.1, 8.7);
        Wish wish = Wish.viewer("live+a").at(home).from(ClientAddress.parse("192.0.2.7"));
        try (RoutingEvents events = TestEvents.heardBy(heard::add)) {
            events.add(Routed.of("play", "redirect", "str_a", wish, nodes.region.choose(wish), 12_345, "hls"));
            Await.until("the event is heard", () -> !heard.isEmpty());
            assertThat(events.written()).isEqualTo(1);
        }
        Event event = heard.getFirst();
        assertThat(event.getType()).isEqualTo("load_balancing");
        assertThat(event.getMedia().getStreamId()).isEqualTo("str_a");
        assertThat(event.getMedia().getStream()).isEqualTo("a");
        RoutingDecision decision = event.getMedia().getRouting();
        assertThat(decision.getRequest()).isEqualTo("play");
        assertThat(decision.getStatus()).isEqualTo("redirect");
        assertThat(decision.getSelectedNodeId()).isEqualTo(TestRegion.id(1).value());
        assertThat(decision.getViewer().getBucket()).isEqualTo(Bucket.of(home).name());
        assertThat(decision.getNode().getBucket())
                .isEqualTo(Bucket.of(new Position(52.37, 4.9)).name());
        assertThat(decision.getDistanceKm()).isBetween(350.0, 370.0);
        assertThat(decision.getLatencyUs()).isEqualTo(12);
        assertThat(event.toString()).doesNotContain("192.0.2.7", "50.1", "52.37");
    }

    @Test
    void tellWhyNobodyWasFound() throws Exception {
        Wish wish = Wish.viewer("live+nothing");
        try (RoutingEvents events = TestEvents.heardBy(heard::add)) {
            events.decided("play", "failed", wish, nodes.region.choose(wish), 1);
            Await.until("the event is heard", () -> !heard.isEmpty());
        }
        RoutingDecision decision = heard.getFirst().getMedia().getRouting();
        assertThat(decision.getStatus()).isEqualTo("failed");
        assertThat(decision.getReason()).isNotEmpty();
        assertThat(decision.getSelectedNodeId()).isEmpty();
    }

    @Test
    void goOnAfterOneThatFailed() throws Exception {
        Wish wish = Wish.viewer("live+nothing");
        var isFirst = new AtomicBoolean(true);
        try (RoutingEvents events = TestEvents.heardBy(event -> {
            if (isFirst.getAndSet(false)) {
                throw new IllegalStateException("made to fail");
            }
            heard.add(event);
        })) {
            events.decided("play", "failed", wish, nodes.region.choose(wish), 1);
            events.decided("play", "failed", wish, nodes.region.choose(wish), 1);
            Await.until("the second is heard", () -> heard.size() == 1);
            assertThat(events.dropped()).isEqualTo(1);
        }
    }

    @Test
    void areCountedWhenTooManyComeAtOnceAndHoldNobodyUp() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        Wish wish = Wish.viewer("live+a");
        Routed routed = Routed.of("play", "redirect", "", wish, nodes.region.choose(wish), 1, "");
        try (RoutingEvents events =
                new RoutingEvents(() -> event -> await(stuck), Places.none(), 5, 1_000, Clock.systemUTC())) {
            events.start();
            for (int i = 0; i < 100; i++) {
                events.add(routed);
            }
            assertThat(events.dropped()).isBetween(94L, 95L);
            stuck.countDown();
            Await.until("those that waited are written", () -> events.written() >= 5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

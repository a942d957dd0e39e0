package dev.flotilla.bench.control;

import dev.flotilla.edge.uplink.Pauses;
import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The uplink of one node: it says Hello, then how it is, and calls again with the agent's pauses when it was cut off. */
final class NodeLine implements AutoCloseable {
    private static final Pauses PAUSES =
            new Pauses(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(15));
    private static final long HEALTH_S = 5;

    private final EnrolledNode node;
    private final Thread thread;
    private volatile boolean isUp;
    private volatile boolean isStopping;
    private volatile long longestAwayNs;
    private long cutOffNs = System.nanoTime();

    NodeLine(EnrolledNode node) {
        this.node = node;
        this.thread = Thread.ofPlatform().daemon().name("node-line").start(this::keep);
    }

    boolean isUp() {
        return isUp;
    }

    /** The longest that it was away since that was forgotten, from its being cut off to its welcome. */
    long longestAwayNs() {
        return longestAwayNs;
    }

    void forgetAway() {
        longestAwayNs = 0;
    }

    private void keep() {
        int failures = 0;
        while (!isStopping) {
            try (UplinkChannel channel = node.connect("node-line")) {
                Session session = new Session();
                session.hold(UplinkGrpc.newStub(channel.channel()).connect(session));
                failures = session.wasWelcome ? 1 : failures + 1;
                if (isUp) {
                    cutOffNs = System.nanoTime();
                    isUp = false;
                }
                Thread.sleep(PAUSES.afterFailures(
                        failures, ThreadLocalRandom.current().nextDouble()));
            } catch (IOException unusable) {
                throw new IllegalStateException(unusable);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        isStopping = true;
        thread.interrupt();
    }

    /** One stream, until it ends. */
    private final class Session implements StreamObserver<CenterMessage> {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean wasWelcome;

        void hold(StreamObserver<NodeMessage> up) throws InterruptedException {
            up.onNext(hello());
            while (!over.await(HEALTH_S, TimeUnit.SECONDS)) {
                if (wasWelcome) {
                    up.onNext(NodeMessage.newBuilder()
                            .setHealth(Health.newBuilder().setMeasuredAtMs(System.currentTimeMillis()))
                            .build());
                }
            }
        }

        private static NodeMessage hello() {
            return NodeMessage.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setInventory(Inventory.newBuilder()
                                    .setHostname("bench")
                                    .setAgentVersion("bench")
                                    .setCpuCores(1))
                            .setClockMs(System.currentTimeMillis()))
                    .build();
        }

        @Override
        public void onNext(CenterMessage message) {
            if (message.hasWelcome()) {
                wasWelcome = true;
                longestAwayNs = Math.max(longestAwayNs, System.nanoTime() - cutOffNs);
                isUp = true;
            } else if (message.hasGoodbye()) {
                over.countDown();
            }
        }

        @Override
        public void onError(Throwable failure) {
            over.countDown();
        }

        @Override
        public void onCompleted() {
            over.countDown();
        }
    }
}

package dev.flotilla.bench.control;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Foghorn's line: it watches for changes, asks whose stream keys are, and goes to another replica when its watch is ended. */
final class KeyLine implements AutoCloseable {
    private static final long DEADLINE_S = 15;
    private static final long AGAIN_MS = 1_000;
    private static final ValidateStreamKeyRequest QUESTION = ValidateStreamKeyRequest.newBuilder()
            .setStreamKey(Population.key(1))
            .build();

    private final UplinkChannel line;
    private final Thread watching;

    KeyLine(EnrolledNode node) throws IOException {
        this.line = node.connect("key-line");
        this.watching = Thread.ofPlatform().daemon().name("key-watch").start(this::watch);
    }

    /** Asks once, and throws when that fails. */
    void ask() {
        var _ = StreamDirectoryGrpc.newBlockingStub(line.channel())
                .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                .validateStreamKey(QUESTION);
    }

    private void watch() {
        try {
            while (true) {
                CountDownLatch over = new CountDownLatch(1);
                StreamDirectoryGrpc.newStub(line.channel())
                        .watchStreams(WatchStreamsRequest.getDefaultInstance(), new End(over));
                over.await();
                line.renew();
                Thread.sleep(AGAIN_MS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watching.interrupt();
        line.close();
    }

    private record End(CountDownLatch over) implements StreamObserver<StreamChange> {
        @Override
        public void onNext(StreamChange change) {}

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

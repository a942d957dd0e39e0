package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.PrepareDownloadRequest;
import dev.flotilla.proto.stream.v1.PrepareDownloadResponse;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryStub;
import dev.flotilla.proto.stream.v1.TakeArtifactOrderRequest;
import dev.flotilla.proto.stream.v1.TakeArtifactOrderResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the control center says of clips and recordings beyond what streams they are of. Remembers nothing. */
final class CenterArtifacts implements StoredObjects, ArtifactOrders {
    private static final Logger LOG = Logger.getLogger(CenterArtifacts.class);
    private static final int DEADLINE_MS = 2_500;

    private final Supplier<Optional<Channel>> center;
    private volatile Consumer<ArtifactOrder> listener = order -> {};

    /** @param center the connection; empty while there is none */
    CenterArtifacts(Supplier<Optional<Channel>> center) {
        this.center = center;
    }

    @Override
    public CompletionStage<Optional<Addresses>> addresses(String hash, List<String> files) {
        var request = PrepareDownloadRequest.newBuilder()
                .setArtifactHash(hash)
                .addAllFiles(files)
                .build();
        CompletionStage<Optional<PrepareDownloadResponse>> answer =
                ask("addresses of " + hash, (stub, reply) -> stub.prepareDownload(request, reply));
        return answer.thenApply(response -> response.filter(given -> given.getUrlsCount() == files.size())
                .map(given -> new Addresses(given.getUrlsList(), Instant.ofEpochMilli(given.getExpiresAtMs()))));
    }

    @Override
    public CompletionStage<Boolean> take(String hash, String refused) {
        var request = TakeArtifactOrderRequest.newBuilder()
                .setHash(hash)
                .setRefused(refused)
                .build();
        CompletionStage<Optional<TakeArtifactOrderResponse>> answer =
                ask("the order of " + hash, (stub, reply) -> stub.takeArtifactOrder(request, reply));
        return answer.thenApply(
                response -> response.map(TakeArtifactOrderResponse::getTaken).orElse(false));
    }

    @Override
    public void onOrder(Consumer<ArtifactOrder> newListener) {
        listener = newListener;
    }

    void ordered(ArtifactOrder order) {
        listener.accept(order);
    }

    private <A> CompletionStage<Optional<A>> ask(String what, BiConsumer<StreamDirectoryStub, StreamObserver<A>> call) {
        Optional<Channel> channel = center.get();
        if (channel.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var stub = StreamDirectoryGrpc.newStub(channel.get()).withDeadlineAfter(DEADLINE_MS, TimeUnit.MILLISECONDS);
        var reply = new Reply<A>(what);
        call.accept(stub, reply);
        return reply.answer;
    }

    /** Takes the one answer of a call; none when it failed. */
    private static final class Reply<A> implements StreamObserver<A> {
        final CompletableFuture<Optional<A>> answer = new CompletableFuture<>();
        private final String what;

        Reply(String what) {
            this.what = what;
        }

        @Override
        public void onNext(A given) {
            answer.complete(Optional.of(given));
        }

        @Override
        public void onError(Throwable failure) {
            LOG.warnf("%s: the control center says %s", what, Status.fromThrowable(failure));
            answer.complete(Optional.empty());
        }

        @Override
        public void onCompleted() {
            answer.complete(Optional.empty());
        }
    }
}

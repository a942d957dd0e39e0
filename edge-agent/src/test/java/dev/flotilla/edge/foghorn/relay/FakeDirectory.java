package dev.flotilla.edge.foghorn.relay;

import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.stream.v1.RelayedEvents;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The control center as a relay sees it: it keeps each event once, and fails before or after that when a test wants it to. */
public final class FakeDirectory extends StreamDirectoryGrpc.StreamDirectoryImplBase implements AutoCloseable {
    /** What is durable, by id. */
    public final Map<String, Event> kept = new ConcurrentHashMap<>();
    /** The node of each. */
    public final Map<String, String> origins = new ConcurrentHashMap<>();
    /** How often each came. */
    public final Map<String, Integer> deliveries = new ConcurrentHashMap<>();

    /** Asked before events are taken, and before they are acknowledged: whether the call fails now. */
    public volatile BooleanSupplier fails = () -> false;

    private final Server server;

    public FakeDirectory(TestAuthority authority) throws Exception {
        TestAuthority.Server identity = authority.server("127.0.0.1");
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .sslContext(GrpcSslContexts.configure(
                                SslContextBuilder.forServer(
                                        identity.keys().getPrivate(),
                                        identity.chain().toArray(X509Certificate[]::new)),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .clientAuth(ClientAuth.REQUIRE)
                        .trustManager(authority.certificate())
                        .build())
                .addService(this)
                .build()
                .start();
    }

    public UplinkAddress address() {
        return new UplinkAddress("127.0.0.1", server.getPort());
    }

    @Override
    public void deliverEvents(RelayedEvents request, StreamObserver<EventAcknowledgement> answer) {
        if (fails.getAsBoolean()) {
            answer.onError(
                    Status.UNAVAILABLE.withDescription("made to fail before").asRuntimeException());
            return;
        }
        EventAcknowledgement.Builder acknowledgement = EventAcknowledgement.newBuilder();
        for (Event event : request.getEvents().getEventsList()) {
            kept.put(event.getId(), event);
            origins.put(event.getId(), request.getNodeId());
            deliveries.merge(event.getId(), 1, Integer::sum);
            acknowledgement.addIds(event.getId());
        }
        if (fails.getAsBoolean()) {
            answer.onError(
                    Status.UNAVAILABLE.withDescription("made to fail after").asRuntimeException());
            return;
        }
        answer.onNext(acknowledgement.build());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.flotilla.edge.uplink;

import dev.flotilla.edge.uplink.identity.Identity;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * A connection to the control center under one identity: mutual TLS 1.3, and no authority trusted but that of the identity.
 * Owns its one thread. Callbacks run on it and must not block.
 */
public final class UplinkChannel implements AutoCloseable {
    private static final int CONNECT_DEADLINE_MS = 10_000;
    private static final int KEEP_ALIVE_S = 30;
    private static final int KEEP_ALIVE_DEADLINE_S = 10;
    private static final int LARGEST_MESSAGE_BYTES = 16 << 20;

    private final EventLoopGroup thread;
    private final ManagedChannel channel;

    /**
     * Connects with the first call.
     *
     * @param threadName at most 15 bytes
     * @throws SSLException when key or certificate cannot be used
     */
    public UplinkChannel(Identity identity, String threadName) throws SSLException {
        SslContext mutual = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                .protocols("TLSv1.3")
                .keyManager(identity.key(), identity.certificate())
                .trustManager(identity.authority())
                .build();
        thread = new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
        channel = NettyChannelBuilder.forAddress(
                        identity.door().host(), identity.door().port())
                .overrideAuthority(identity.uplink().toString())
                .sslContext(mutual)
                .eventLoopGroup(thread)
                .channelType(NioSocketChannel.class)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_DEADLINE_MS)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_DEADLINE_S, TimeUnit.SECONDS)
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .disableRetry()
                .directExecutor()
                .build();
    }

    public Channel channel() {
        return channel;
    }

    /** Makes the next call over a new connection; calls under way end on the present one. */
    public void renew() {
        channel.enterIdle();
    }

    /** Lets what was said be heard, for at most a second. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(1, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
        var _ = thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}

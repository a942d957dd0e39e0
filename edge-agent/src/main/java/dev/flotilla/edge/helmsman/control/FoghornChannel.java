package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.concurrent.TimeUnit;

/** A connection to one Foghorn, on a network thread that all of them share: callbacks run on it and must not block. */
final class FoghornChannel implements AutoCloseable {
    private static final int CONNECT_DEADLINE_MS = 10_000;
    private static final int KEEP_ALIVE_S = 30;
    private static final int KEEP_ALIVE_DEADLINE_S = 10;

    private final ManagedChannel channel;

    FoghornChannel(UplinkAddress address, SslContext mutual, EventLoopGroup network) {
        channel = NettyChannelBuilder.forAddress(address.host(), address.port())
                .sslContext(mutual)
                .eventLoopGroup(network)
                .channelType(NioSocketChannel.class)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_DEADLINE_MS)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_DEADLINE_S, TimeUnit.SECONDS)
                .disableRetry()
                .directExecutor()
                .build();
    }

    Channel channel() {
        return channel;
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
    }
}

package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.NodeTls;
import dev.flotilla.proto.foghorn.v1.FoghornControlGrpc;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The listener for the region's Helmsmen: gRPC over mutual TLS 1.3. Work goes to virtual threads. */
final class ControlServer implements AutoCloseable {
    private static final int LARGEST_MESSAGE_BYTES = 8 << 20;
    private static final int HANDSHAKE_S = 10;
    private static final int KEEP_ALIVE_S = 30;
    private static final int IDLE_MINUTES = 5;

    private final EventLoopGroup accepting = new NioEventLoopGroup(1, new DefaultThreadFactory("fog-accept", true));
    private final EventLoopGroup network = new NioEventLoopGroup(2, new DefaultThreadFactory("fog-net", true));
    private final Server server;

    /** @throws IOException when the address cannot be listened on */
    ControlServer(
            InetSocketAddress address,
            Supplier<Optional<Identity>> identity,
            ServerInterceptor caller,
            FoghornControlGrpc.AsyncService service)
            throws IOException {
        server = NettyServerBuilder.forAddress(address)
                .sslContext(NodeTls.server(identity))
                .bossEventLoopGroup(accepting)
                .workerEventLoopGroup(network)
                .channelType(NioServerSocketChannel.class)
                .executor(task -> Thread.ofVirtual().name("helmsman").start(task))
                .handshakeTimeout(HANDSHAKE_S, TimeUnit.SECONDS)
                .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_S / 3, TimeUnit.SECONDS)
                .maxConcurrentCallsPerConnection(4)
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .intercept(caller)
                .addService(FoghornControlGrpc.bindService(service))
                .build();
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        var _ = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        var _ = accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}

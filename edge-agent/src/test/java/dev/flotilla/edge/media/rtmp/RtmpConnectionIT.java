package dev.flotilla.edge.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.engine.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a connection in this process. */
class RtmpConnectionIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void closesWhileAWriteIsStuckInTls() throws Exception {
        SSLContext tls = tls();
        try (var threads = Executors.newCachedThreadPool();
                var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<RtmpConnection> accepted = threads.submit(() -> {
                Socket wire = listener.accept();
                var socket = (SSLSocket) tls.getSocketFactory().createSocket(wire, null, true);
                socket.setUseClientMode(false);
                return RtmpConnection.asServer(socket, wire);
            });
            var wire = new Socket(listener.getInetAddress(), listener.getLocalPort());
            Socket socket = tls.getSocketFactory().createSocket(wire, "localhost", wire.getPort(), true);
            RtmpConnection client = RtmpConnection.asClient(socket, wire);
            // It never reads.
            try (RtmpConnection _ = accepted.get()) {
                Future<?> writer = threads.submit(() -> {
                    while (true) {
                        client.write(new RtmpMessage(RtmpMessage.VIDEO, 1, 0, new byte[1 << 20]));
                    }
                });
                Await.until("the write is stuck", () -> client.stalledNs(System.nanoTime()) > 1_000_000_000);
                threads.submit(client::close).get(5, TimeUnit.SECONDS);
                assertThatThrownBy(() -> writer.get(5, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void takesAggregatesOnlyWhenItExpectsMedia() throws Exception {
        // One tag of audio with a body of one byte.
        byte[] tag = {RtmpMessage.AUDIO, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 12};
        try (var threads = Executors.newCachedThreadPool();
                var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (boolean isAdmitted : new boolean[] {false, true}) {
                Future<RtmpConnection> accepted = threads.submit(() -> {
                    Socket socket = listener.accept();
                    return RtmpConnection.asServer(socket, socket);
                });
                var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
                try (RtmpConnection client = RtmpConnection.asClient(socket, socket);
                        RtmpConnection server = accepted.get()) {
                    client.write(new RtmpMessage(RtmpMessage.AGGREGATE, 1, 0, tag));
                    if (isAdmitted) {
                        server.expectMedia();
                        assertThat(server.read().body()).containsExactly(5);
                    } else {
                        assertThatThrownBy(server::read)
                                .isInstanceOf(RtmpException.class)
                                .hasMessage("an aggregate before the stream is agreed on");
                    }
                }
            }
        }
    }

    /** A context for both ends, which trusts the certificate that it shows. */
    private SSLContext tls() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "rtmps",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(words).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

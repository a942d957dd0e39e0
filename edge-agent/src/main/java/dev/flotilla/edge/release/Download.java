package dev.flotilla.edge.release;

import dev.flotilla.release.ReleaseStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Fetches an archive: no more bytes than were signed, within a time, and only what has the signed digest stays. */
final class Download {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(10);
    private static final int PART_BYTES = 64 << 10;
    private static final int OK = 200;

    private final SSLContext tls;

    Download(SSLContext tls) {
        this.tls = tls;
    }

    void to(Path file, String url, ReleaseStatement statement, Duration deadline)
            throws ReleaseRefused, InterruptedException {
        URI address = checked(url);
        long endNs = System.nanoTime() + deadline.toNanos();
        for (int attempt = 1; ; attempt++) {
            var task = new FutureTask<Void>(() -> {
                fetch(file, address, statement);
                return null;
            });
            Thread thread = Thread.ofVirtual().name("release-download").start(task);
            try {
                task.get(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException late) {
                thread.interrupt();
                throw new ReleaseRefused("the archive did not arrive within " + deadline.toSeconds() + " s");
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                if (cause instanceof ReleaseRefused refused) {
                    throw refused;
                }
                if (attempt == ATTEMPTS) {
                    throw new ReleaseRefused("the archive could not be fetched from %s: %s"
                            .formatted(address.getHost(), cause == null ? failed : cause.getMessage()));
                }
            }
        }
    }

    private void fetch(Path file, URI address, ReleaseStatement statement)
            throws IOException, InterruptedException, ReleaseRefused {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(CONNECT_DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    client.shutdownNow();
                    throw new IOException("status " + answer.statusCode());
                }
                String digest = copy(body, file, statement.sizeBytes());
                if (!digest.equals(statement.sha256())) {
                    throw new ReleaseRefused("the archive has sha256 %s and not %s, as was signed"
                            .formatted(digest, statement.sha256()));
                }
            }
        }
    }

    /** Answers the digest of exactly so many bytes. */
    private static String copy(InputStream body, Path file, long size) throws IOException, ReleaseRefused {
        MessageDigest digest = sha256();
        long left = size;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] part = new byte[PART_BYTES];
            for (int count = body.read(part); count >= 0; count = body.read(part)) {
                left -= count;
                if (left < 0) {
                    throw new ReleaseRefused("the archive has more than the %d bytes that were signed".formatted(size));
                }
                digest.update(part, 0, count);
                out.write(part, 0, count);
            }
        }
        if (left > 0) {
            throw new IOException("it ended %d bytes early".formatted(left));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static URI checked(String url) throws ReleaseRefused {
        try {
            URI address = URI.create(url);
            if ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && isHere(address))) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below.
        }
        throw new ReleaseRefused("the archive's address must begin with https://");
    }

    /** The same machine, as with a control center for trying out. */
    private static boolean isHere(URI address) {
        try {
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no SHA-256", e);
        }
    }
}

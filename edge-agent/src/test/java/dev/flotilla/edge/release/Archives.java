package dev.flotilla.edge.release;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.release.ReleaseStatement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes releases of small programs, signs them and serves them. */
final class Archives implements AutoCloseable {
    static final String PLATFORM = "linux-amd64";

    private final Path work;
    private final KeyPair key;
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    Archives(Path work) throws IOException, GeneralSecurityException {
        this.work = work;
        this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            byte[] body = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    PublicKey publicKey() {
        return key.getPublic();
    }

    /** An order for that version, whose archive is served. */
    DesiredRelease.Builder order(String order, String version, String minimum) throws Exception {
        byte[] archive = pack(version, version);
        files.put("/" + version + ".tar.gz", archive);
        var statement = new ReleaseStatement(version, PLATFORM, archive.length, sha256(archive), minimum);
        return DesiredRelease.newBuilder()
                .setOrder(order)
                .setVersion(version)
                .setPlatform(PLATFORM)
                .setUrl("http://127.0.0.1:%d/%s.tar.gz"
                        .formatted(server.getAddress().getPort(), version))
                .setSizeBytes(archive.length)
                .setSha256(statement.sha256())
                .setMinimum(minimum)
                .setSignature(ByteString.copyFrom(sign(statement)))
                .setDeadlineS(30);
    }

    /** Serves other bytes in the place of that version's. */
    void serveInstead(String version, byte[] bytes) {
        files.put("/" + version + ".tar.gz", bytes);
    }

    byte[] pack(String folder, String label) throws Exception {
        Path root = work.resolve("pack-" + folder + "-" + label);
        Path program = Files.createDirectories(root.resolve("bin")).resolve("flotilla-edge");
        Files.writeString(program, "#!/bin/sh\necho " + label + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("not executable: " + program);
        }
        Files.writeString(root.resolve("release.properties"), "version=" + label + "\nplatform=" + PLATFORM + "\n");
        Path archive = work.resolve(folder + "-" + label + ".tar.gz");
        int status = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", root.toString(), ".")
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("tar ended with " + status);
        }
        return Files.readAllBytes(archive);
    }

    byte[] sign(ReleaseStatement statement) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(statement.text().getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

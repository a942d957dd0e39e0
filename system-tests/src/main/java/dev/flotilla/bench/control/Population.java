package dev.flotilla.bench.control;

import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;

/** 1,000 tenants, 10,000 nodes and 100,000 streams, as {@code seed.sql} makes them. */
final class Population {
    /** Streams of the tenant that is asked about; its first. */
    static final int STREAMS = 9_000;

    private static final int LIBRARIES = 6;

    private Population() {}

    /**
     * Makes them.
     *
     * @param home the largest tenant
     * @param cluster the one of that tenant
     */
    static void seed(Postgres postgres, String home, String cluster) throws IOException {
        String script;
        try (InputStream file = Population.class.getResourceAsStream("seed.sql")) {
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var values = Map.of(
                "@home", home,
                "@cluster", cluster,
                "@inventory", HexFormat.of().formatHex(inventory().toByteArray()),
                "@health", HexFormat.of().formatHex(health().toByteArray()),
                "@policy", HexFormat.of().formatHex(policy().toByteArray()));
        for (var value : values.entrySet()) {
            script = script.replace(value.getKey(), value.getValue());
        }
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String step : script.split(";\n", -1)) {
                if (!step.isBlank()) {
                    statement.execute(step);
                }
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be filled: " + e.getMessage(), e);
        }
    }

    /** The key of a stream, 1 and above. */
    static String key(int stream) {
        return "sk_" + md5("key " + stream);
    }

    static String streamId(int stream) {
        return "str_" + md5("stream " + stream);
    }

    static String playbackId(int stream) {
        return md5("playback " + stream).substring(0, 16);
    }

    static String nodeId(int node) {
        return "node_%016x".formatted(node);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static PlaybackPolicy policy() {
        return PlaybackPolicy.newBuilder()
                .setPublic(PlaybackPolicy.Public.getDefaultInstance())
                .build();
    }

    private static Inventory inventory() {
        var inventory = Inventory.newBuilder()
                .setHostname("edge")
                .setOperatingSystem("Debian GNU/Linux 12 (bookworm)")
                .setKernel("6.1.0")
                .setArchitecture("amd64")
                .setAgentVersion("0.1.0")
                .addRoles("mroute")
                .addRoles("helmsman")
                .setCpuCores(8)
                .setMemoryBytes(16L << 30)
                .setDiskBytes(500L << 30);
        for (int i = 0; i < LIBRARIES; i++) {
            inventory.putLibraries("lib" + i, "1." + i);
        }
        return inventory.build();
    }

    private static Health health() {
        return Health.newBuilder()
                .setCpu(0.25)
                .setMemoryUsedBytes(4L << 30)
                .setMemoryBytes(16L << 30)
                .setDiskUsedBytes(100L << 30)
                .setDiskBytes(500L << 30)
                .setNetworkInBps(20_000_000)
                .setNetworkOutBps(200_000_000)
                .setAgentMemoryBytes(80L << 20)
                .setEngineMemoryBytes(60L << 20)
                .build();
    }
}

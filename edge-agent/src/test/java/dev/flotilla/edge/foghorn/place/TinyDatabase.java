package dev.flotilla.edge.foghorn.place;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes files in MaxMind's DB format 2.0 for IPv4: a tree of 24-bit records, data, and a description. */
final class TinyDatabase {
    private static final byte[] MARKER = {(byte) 0xab, (byte) 0xcd, (byte) 0xef};
    private static final int DATA_GAP = 16;

    /** Each node's two records: another node, or -1 for nothing, or -2 - the offset of data. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {-1, -1}));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    TinyDatabase put(String network, int bits, Map<String, ?> entry) throws IOException {
        int offset = data.size();
        write(data, entry);
        byte[] address = InetAddress.ofLiteral(network).getAddress();
        int node = 0;
        for (int i = 0; i < bits; i++) {
            int side = (address[i / 8] >> (7 - i % 8)) & 1;
            if (i == bits - 1) {
                nodes.get(node)[side] = -2 - offset;
            } else {
                if (nodes.get(node)[side] < 0) {
                    nodes.add(new int[] {-1, -1});
                    nodes.get(node)[side] = nodes.size() - 1;
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    void save(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int value = record >= 0 ? record : record == -1 ? nodes.size() : nodes.size() + DATA_GAP - 2 - record;
                out.write(value >> 16);
                out.write(value >> 8);
                out.write(value);
            }
        }
        out.write(new byte[DATA_GAP]);
        data.writeTo(out);
        out.write(MARKER);
        out.write("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        write(
                out,
                Map.of(
                        "node_count",
                        nodes.size(),
                        "record_size",
                        24,
                        "ip_version",
                        4,
                        "database_type",
                        "Tiny",
                        "languages",
                        List.of("en"),
                        "binary_format_major_version",
                        2,
                        "binary_format_minor_version",
                        0,
                        "build_epoch",
                        1_800_000_000L,
                        "description",
                        Map.of("en", "a few networks")));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, out.toByteArray());
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(ByteArrayOutputStream out, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                out.write(7 << 5 | map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    write(out, entry.getKey());
                    write(out, entry.getValue());
                }
            }
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.write(2 << 5 | Math.min(bytes.length, 29));
                if (bytes.length >= 29) {
                    out.write(bytes.length - 29);
                }
                out.write(bytes);
            }
            case Double number -> {
                out.write(3 << 5 | 8);
                out.write(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Integer number -> {
                out.write(6 << 5 | 4);
                out.write(ByteBuffer.allocate(4).putInt(number).array());
            }
            case Long number -> {
                out.write(8);
                out.write(9 - 7);
                out.write(ByteBuffer.allocate(8).putLong(number).array());
            }
            case List<?> list -> {
                out.write(list.size());
                out.write(11 - 7);
                for (Object element : list) {
                    write(out, element);
                }
            }
            default -> throw new IllegalArgumentException("no such type: " + value);
        }
    }
}

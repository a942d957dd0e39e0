package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.fec.FecEncoder;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The repair packets of an RTP output (SMPTE ST 2022-1): columns to the second port after the media's, rows to the fourth. */
final class RepairOutputs implements AutoCloseable {
    private static final int COLUMN_PORT = 2;
    private static final int ROW_PORT = 4;

    private final FecEncoder encoder;
    private final RepairOutput columns;
    private final @Nullable RepairOutput rows;

    RepairOutputs(FecMatrix matrix, UdpSender media, int firstSequence) {
        columns = new RepairOutput(at(media, COLUMN_PORT));
        rows = matrix.getRowFec() ? new RepairOutput(at(media, ROW_PORT)) : null;
        encoder = new FecEncoder(matrix.getColumns(), matrix.getRows(), matrix.getRowFec(), firstSequence, this::add);
    }

    private static UdpSender at(UdpSender media, int offset) {
        return media.toBuilder().setPort(media.getPort() + offset).build();
    }

    private void add(boolean isRow, ByteBuffer bytes, int offset, int length) {
        if (!isRow) {
            columns.add(bytes, offset, length);
        } else if (rows != null) {
            rows.add(bytes, offset, length);
        }
    }

    /** Takes the next media packet. */
    void protect(ByteBuffer bytes, int offset, int length) {
        encoder.protect(bytes, offset, length);
    }

    void send() {
        columns.send();
        if (rows != null) {
            rows.send();
        }
    }

    void tend(long nowNs) {
        columns.tend(nowNs);
        if (rows != null) {
            rows.tend(nowNs);
        }
    }

    /** Repair packets that were sent. */
    long sent() {
        return columns.sent() + (rows == null ? 0 : rows.sent());
    }

    long dropped() {
        return columns.dropped() + (rows == null ? 0 : rows.dropped());
    }

    @Override
    public void close() {
        encoder.close();
        columns.close();
        if (rows != null) {
            rows.close();
        }
    }
}

package dev.flotilla.edge.engine.fec;

import dev.flotilla.edge.engine.rtp.NetworkOrder;
import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * Makes repair packets for an RTP stream (SMPTE ST 2022-1): the stream is laid out row by row in blocks of rows and columns, one
 * behind the other (block-aligned), and of each column, and each row if so wished, one packet is the exclusive or. A row's
 * packet follows its row at once; the columns' packets are spread over the next block, so that there are no bursts and a burst
 * of losses does not take media and repair together. Allocates nothing while it runs. Belongs to one thread.
 */
public final class FecEncoder implements AutoCloseable {
    /** What a repair packet is longer than the longest packet that it protects. */
    public static final int OVERHEAD_BYTES = RepairFormat.OVERHEAD_BYTES;

    private static final int PLACE_BYTES = 1_536;

    private final int columns;
    private final int rows;
    private final boolean hasRows;
    private final RepairPackets sink;
    private final OffHeap memory;
    private final ByteBuffer bytes;
    private final int[] lengths;
    private int column;
    private int row;
    private int columnsToSend;
    private int columnSequence;
    private int rowSequence;

    /**
     * An encoder.
     *
     * @param firstSequence of both repair streams, which count on by themselves
     */
    public FecEncoder(int columns, int rows, boolean hasRows, int firstSequence, RepairPackets sink) {
        this.columns = columns;
        this.rows = rows;
        this.hasRows = hasRows;
        this.sink = sink;
        columnSequence = firstSequence;
        rowSequence = firstSequence;
        // Two sets of columns, one that grows and one that is sent, and one row.
        lengths = new int[2 * columns + 1];
        memory = OffHeap.allocate(lengths.length * PLACE_BYTES);
        bytes = memory.bytes();
    }

    /** Takes the next RTP packet of the stream, of at most 1500 bytes. */
    public void protect(ByteBuffer media, int offset, int length) {
        int sequence = NetworkOrder.unsignedShort(media, offset + 2);
        if (row == 0) {
            begin(column, sequence, false, columns, rows);
        }
        if (hasRows && column == 0) {
            begin(2 * columns, sequence, true, 1, columns);
        }
        combine(column, media, offset, length);
        if (hasRows) {
            combine(2 * columns, media, offset, length);
        }
        int timestamp = NetworkOrder.integer(media, offset + 4);
        if (hasRows && column == columns - 1) {
            send(2 * columns, true, rowSequence++, timestamp);
        }
        if (columnsToSend > 0 && (row * columns + column) % rows == 0) {
            send(2 * columns - columnsToSend--, false, columnSequence++, timestamp);
        }
        step();
    }

    private void begin(int place, int base, boolean isRow, int offset, int count) {
        RepairFormat.begin(bytes, place * PLACE_BYTES, PLACE_BYTES, base, isRow, offset, count);
        lengths[place] = RepairFormat.HEADER_BYTES;
    }

    private void combine(int place, ByteBuffer media, int offset, int length) {
        RepairFormat.combine(bytes, place * PLACE_BYTES, media, offset, length);
        lengths[place] = Math.max(lengths[place], length + OVERHEAD_BYTES);
    }

    private void send(int place, boolean isRow, int sequence, int timestamp) {
        int at = place * PLACE_BYTES;
        NetworkOrder.putShort(bytes, at + 2, sequence);
        NetworkOrder.putInteger(bytes, at + 4, timestamp);
        sink.accept(isRow, bytes, at, lengths[place]);
    }

    private void step() {
        if (++column < columns) {
            return;
        }
        column = 0;
        if (++row == rows) {
            row = 0;
            int half = columns * PLACE_BYTES;
            bytes.put(half, bytes, 0, half);
            System.arraycopy(lengths, 0, lengths, columns, columns);
            columnsToSend = columns;
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}

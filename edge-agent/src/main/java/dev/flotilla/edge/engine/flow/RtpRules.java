package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.RtpReceiver;
import dev.flotilla.proto.flow.v1.RtpSender;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;

/** The rules for RTP and its repair packets. Messages name the owner, the field and the value. */
final class RtpRules {
    private static final int MAX_PORT = 65_535;

    /** Repair packets have the second and the fourth port after the media. */
    private static final int MAX_PORT_WITH_FEC = 65_531;

    private static final int MAX_REORDER_MS = 15_000;
    private static final int MAX_COLUMNS = 20;
    private static final int MIN_COLUMNS_WITH_ROWS = 4;
    private static final int MIN_ROWS = 4;
    private static final int MAX_ROWS = 20;
    private static final int MAX_PACKETS = 100;

    private final FieldRules fields;

    RtpRules(FieldRules fields) {
        this.fields = fields;
    }

    void check(RtpReceiver receiver) throws InvalidFlowException {
        fields.range("rtp.port", receiver.getPort(), 1, receiver.getFec() ? MAX_PORT_WITH_FEC : MAX_PORT);
        fields.range("rtp.reorder_ms", receiver.getReorderMs(), 0, MAX_REORDER_MS);
        fields.reception(
                "rtp",
                UdpReceiver.newBuilder()
                        .setAddress(receiver.getAddress())
                        .setSender(receiver.getSender())
                        .setInterface(receiver.getInterface())
                        .build());
    }

    void check(RtpSender sender) throws InvalidFlowException {
        fields.range("rtp.port", sender.getPort(), 1, sender.hasFec() ? MAX_PORT_WITH_FEC : MAX_PORT);
        fields.sending(
                "rtp",
                UdpSender.newBuilder()
                        .setHost(sender.getHost())
                        .setTtl(sender.getTtl())
                        .setDscp(sender.getDscp())
                        .build());
        if (sender.hasFec()) {
            check(sender.getFec());
        }
    }

    private void check(FecMatrix matrix) throws InvalidFlowException {
        int leastColumns = matrix.getRowFec() ? MIN_COLUMNS_WITH_ROWS : 1;
        fields.range("rtp.fec.columns", matrix.getColumns(), leastColumns, MAX_COLUMNS);
        fields.range("rtp.fec.rows", matrix.getRows(), MIN_ROWS, MAX_ROWS);
        if (matrix.getColumns() * matrix.getRows() > MAX_PACKETS) {
            String size = matrix.getColumns() + " x " + matrix.getRows();
            throw fields.refusal("rtp.fec", size, "must have at most " + MAX_PACKETS + " packets");
        }
    }
}

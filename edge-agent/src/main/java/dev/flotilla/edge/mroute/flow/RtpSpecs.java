package dev.flotilla.edge.mroute.flow;

import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.RtpReceiver;
import dev.flotilla.proto.flow.v1.RtpSender;
import org.jspecify.annotations.Nullable;

/** Makes of an RTP transport what the engine runs, and shows it as a document says it. */
final class RtpSpecs {
    private RtpSpecs() {}

    static RtpReceiver receiver(Transport.RtpReceiver transport) {
        var receiver = RtpReceiver.newBuilder()
                .setAddress(transport.reception().address())
                .setPort(transport.port())
                .setInterface(transport.reception().interfaceName())
                .setSender(transport.reception().sender())
                .setFec(transport.hasFec());
        if (transport.reorder() != null) {
            receiver.setReorderMs((int) transport.reorder().toMillis());
        }
        return receiver.build();
    }

    static RtpSender sender(Transport.RtpSender transport) {
        var sender = RtpSender.newBuilder()
                .setHost(transport.host())
                .setPort(transport.port())
                .setTtl(transport.sending().ttl())
                .setInterface(transport.sending().interfaceName())
                .setDscp(transport.sending().dscp());
        Transport.FecMatrix matrix = transport.fec();
        if (matrix != null) {
            sender.setFec(FecMatrix.newBuilder()
                    .setColumns(matrix.columns())
                    .setRows(matrix.rows())
                    .setRowFec(matrix.hasRows()));
        }
        return sender.build();
    }

    static String protocol(boolean hasFec) {
        return hasFec ? RtpWishes.RTP_FEC : RtpWishes.RTP;
    }

    static @Nullable FecDocument document(RtpSender sender) {
        FecMatrix matrix = sender.getFec();
        return sender.hasFec() ? new FecDocument(matrix.getColumns(), matrix.getRows(), matrix.getRowFec()) : null;
    }
}

package dev.flotilla.control.flow;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RistSender;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import dev.flotilla.proto.flow.v1.RtpSender;
import dev.flotilla.proto.flow.v1.UdpSender;

/** Makes the definition of an output. */
final class OutputDraft {
    private OutputDraft() {}

    static Output of(EndpointInput.Output input, EndpointDraft draft) {
        Output.Builder output = Output.newBuilder()
                .setName(input.name())
                .setDescription(requireNonNullElse(input.description(), ""))
                .setEnabled(requireNonNullElse(input.isEnabled(), true));
        if (input.smoothingMs() != null) {
            output.setSmoothingMs(input.smoothingMs());
        }
        switch (input.transport()) {
            case SRT_LISTENER -> output.setSrtListener(draft.srtListener());
            case SRT_CALLER -> output.setSrtCaller(draft.srtCaller());
            case UDP ->
                output.setUdp(UdpSender.newBuilder()
                        .setHost(draft.address())
                        .setPort(input.port())
                        .setTtl(requireNonNullElse(input.ttl(), 0))
                        .setDscp(requireNonNullElse(input.dscp(), 0))
                        .setInterface(draft.network()));
            case RTP -> output.setRtp(rtp(input, draft));
            case RIST -> output.setRist(rist(input, draft));
            case RTMP_CALLER ->
                output.setRtmp(RtmpPublisher.newBuilder()
                        .setHost(draft.address())
                        .setPort(input.port())
                        .setApp(draft.app())
                        .setStreamKey(draft.secret().text())
                        .setTls(draft.isTls()));
            case RTMP_LISTENER -> throw new Refused(InvalidInput.of(draft.at() + "transport", "is for sources only"));
        }
        return output.build();
    }

    private static RtpSender rtp(EndpointInput.Output input, EndpointDraft draft) {
        RtpSender.Builder rtp = RtpSender.newBuilder()
                .setHost(draft.address())
                .setPort(input.port())
                .setTtl(requireNonNullElse(input.ttl(), 0))
                .setDscp(requireNonNullElse(input.dscp(), 0))
                .setInterface(draft.network());
        EndpointInput.Fec fec = input.fec();
        if (fec != null) {
            rtp.setFec(FecMatrix.newBuilder()
                    .setColumns(fec.columns())
                    .setRows(fec.rows())
                    .setRowFec(requireNonNullElse(fec.rowFec(), false)));
        }
        return rtp.build();
    }

    private static RistSender rist(EndpointInput.Output input, EndpointDraft draft) {
        RistSender.Builder rist = RistSender.newBuilder()
                .setHost(draft.address())
                .setPort(input.port())
                .setProfile(draft.ristProfile())
                .setSecret(draft.secret().text())
                .setKeyLengthBytes(draft.keyLengthBytes());
        if (input.latencyMs() != null) {
            rist.setBufferMs(input.latencyMs());
        }
        return rist.build();
    }
}

package dev.flotilla.control.flow;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.proto.flow.v1.RistReceiver;
import dev.flotilla.proto.flow.v1.RtmpCaller;
import dev.flotilla.proto.flow.v1.RtmpListener;
import dev.flotilla.proto.flow.v1.RtpReceiver;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.UdpReceiver;

/** Makes the definition of a source. */
final class SourceDraft {
    private SourceDraft() {}

    static Source of(EndpointInput.Source input, EndpointDraft draft) {
        Source.Builder source =
                Source.newBuilder().setName(input.name()).setDescription(requireNonNullElse(input.description(), ""));
        switch (input.transport()) {
            case SRT_LISTENER -> source.setSrtListener(draft.srtListener());
            case SRT_CALLER -> source.setSrtCaller(draft.srtCaller());
            case UDP ->
                source.setUdp(UdpReceiver.newBuilder()
                        .setAddress(draft.address())
                        .setPort(input.port())
                        .setInterface(draft.network())
                        .setSender(senderOf(input)));
            case RTP -> source.setRtp(rtp(input, draft));
            case RIST -> source.setRist(rist(input, draft));
            case RTMP_LISTENER ->
                source.setRtmpListener(RtmpListener.newBuilder()
                        .setAddress(draft.address())
                        .setPort(input.port())
                        .setApp(draft.app())
                        .setStreamKey(draft.secret().text())
                        .setTls(draft.isTls()));
            case RTMP_CALLER ->
                source.setRtmpCaller(RtmpCaller.newBuilder()
                        .setHost(draft.address())
                        .setPort(input.port())
                        .setApp(draft.app())
                        .setStreamKey(draft.secret().text())
                        .setTls(draft.isTls()));
        }
        return source.build();
    }

    private static RtpReceiver rtp(EndpointInput.Source input, EndpointDraft draft) {
        RtpReceiver.Builder rtp = RtpReceiver.newBuilder()
                .setAddress(draft.address())
                .setPort(input.port())
                .setInterface(draft.network())
                .setSender(senderOf(input))
                .setFec(requireNonNullElse(input.repair(), false));
        if (input.latencyMs() != null) {
            rtp.setReorderMs(input.latencyMs());
        }
        return rtp.build();
    }

    private static RistReceiver rist(EndpointInput.Source input, EndpointDraft draft) {
        RistReceiver.Builder rist = RistReceiver.newBuilder()
                .setAddress(draft.address())
                .setPort(input.port())
                .setProfile(draft.ristProfile())
                .setSecret(draft.secret().text())
                .setKeyLengthBytes(draft.keyLengthBytes());
        if (input.latencyMs() != null) {
            rist.setBufferMs(input.latencyMs());
        }
        return rist.build();
    }

    private static String senderOf(EndpointInput.Source input) {
        return requireNonNullElse(input.sender(), "").strip();
    }
}

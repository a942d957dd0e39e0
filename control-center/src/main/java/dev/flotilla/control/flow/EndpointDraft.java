package dev.flotilla.control.flow;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.flow.SecretFields.Secret;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtLink;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What sources and outputs are made of alike.
 *
 * @param at where it stands in the input: "sources[0]."
 * @param secret sealed, or empty
 * @param keptKeyLengthBytes of the stored secret; 0 when another one takes its place
 */
record EndpointDraft(String at, EndpointInput input, Secret secret, int keptKeyLengthBytes) {
    private static final BigInteger FASTEST = BigInteger.valueOf(Long.MAX_VALUE);

    String address() {
        return requireNonNullElse(input.address(), "").strip();
    }

    String network() {
        return requireNonNullElse(input.network(), "");
    }

    int keyLengthBytes() {
        return requireNonNullElse(input.keyLengthBytes(), keptKeyLengthBytes);
    }

    RistProfile ristProfile() {
        return input.ristProfile() == null
                ? RistProfile.RIST_PROFILE_UNSPECIFIED
                : RistProfile.valueOf("RIST_PROFILE_" + input.ristProfile());
    }

    String app() {
        return input.rtmp() == null ? "" : requireNonNullElse(input.rtmp().app(), "");
    }

    boolean isTls() {
        return input.rtmp() != null && requireNonNullElse(input.rtmp().tls(), false);
    }

    SrtListener srtListener() {
        if (input.srt() != null && input.srt().links() != null) {
            throw new Refused(InvalidInput.of(at + "srt.links", "is for SRT_CALLER only"));
        }
        return SrtListener.newBuilder()
                .setAddress(address())
                .setPort(input.port())
                .setOptions(srtOptions())
                .build();
    }

    SrtCaller srtCaller() {
        SrtCaller.Builder caller =
                SrtCaller.newBuilder().setHost(address()).setPort(input.port()).setOptions(srtOptions());
        EndpointInput.Srt srt = input.srt();
        if (srt != null && srt.links() != null) {
            srt.links()
                    .forEach(link -> caller.addLinks(
                            SrtLink.newBuilder().setHost(link.host().strip()).setPort(link.port())));
        }
        if (srt != null && srt.bonding() != null) {
            caller.setBonding(SrtBonding.valueOf("SRT_BONDING_" + srt.bonding()));
        }
        return caller.build();
    }

    private SrtOptions srtOptions() {
        SrtOptions.Builder options = SrtOptions.newBuilder()
                .setStreamId(requireNonNullElse(input.streamId(), ""))
                .setPassphrase(secret.text())
                .setKeyLengthBytes(keyLengthBytes());
        if (input.latencyMs() != null) {
            options.setLatencyMs(input.latencyMs());
        }
        EndpointInput.Srt srt = input.srt();
        if (srt == null) {
            return options.build();
        }
        options.setPacketFilter(requireNonNullElse(srt.packetFilter(), ""));
        if (srt.peerLatencyMs() != null) {
            options.setPeerLatencyMs(srt.peerLatencyMs());
        }
        return options.setMaxBandwidthBytesPerSecond(bandwidth(srt.maxBandwidthBytesPerSecond()))
                .build();
    }

    private long bandwidth(@Nullable BigInteger wished) {
        BigInteger bytes = requireNonNullElse(wished, BigInteger.ZERO);
        Syntax.check(
                bytes.signum() >= 0 && bytes.compareTo(FASTEST) <= 0,
                at + "srt.maxBandwidthBytesPerSecond",
                bytes,
                "must be 0 (no bound) to " + FASTEST);
        return bytes.longValue();
    }
}

package dev.flotilla.control.flow;

import dev.flotilla.control.flow.Transport.Family;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which fields belong to which transports: a value that would be dropped in silence is refused. */
final class EndpointFit {
    private final String at;
    private final Family family;

    private EndpointFit(String at, EndpointInput input) {
        this.at = at;
        this.family = input.transport().family();
    }

    static void check(String at, EndpointInput.Source input) {
        var fit = new EndpointFit(at, input);
        fit.checkCommon(input);
        fit.only("latencyMs", input.latencyMs(), Family.SRT, Family.RIST, Family.RTP);
        fit.only("sender", blankAsNull(input.sender()), Family.UDP, Family.RTP);
        fit.only("repair", Boolean.TRUE.equals(input.repair()) ? true : null, Family.RTP);
    }

    static void check(String at, EndpointInput.Output input) {
        var fit = new EndpointFit(at, input);
        Syntax.check(
                input.transport() != Transport.RTMP_LISTENER,
                at + "transport",
                input.transport(),
                "is for sources only: publish with RTMP_CALLER");
        fit.checkCommon(input);
        fit.only("latencyMs", input.latencyMs(), Family.SRT, Family.RIST);
        fit.only("ttl", input.ttl(), Family.UDP, Family.RTP);
        fit.only("dscp", input.dscp(), Family.UDP, Family.RTP);
        fit.onlyUnsaid("fec", input.fec(), Family.RTP);
    }

    private void checkCommon(EndpointInput input) {
        only("keyLengthBytes", input.keyLengthBytes(), Family.SRT, Family.RIST);
        only("streamId", blankAsNull(input.streamId()), Family.SRT);
        only("interface", blankAsNull(input.network()), Family.UDP, Family.RTP);
        only("ristProfile", input.ristProfile(), Family.RIST);
        onlyUnsaid("passphrase", blankAsNull(input.passphrase()), Family.SRT, Family.RIST);
        onlyUnsaid("srt", input.srt(), Family.SRT);
        onlyUnsaid("rtmp", input.rtmp(), Family.RTMP);
    }

    private void only(String field, @Nullable Object value, Family... those) {
        if (value != null && !among(those)) {
            throw new Refused(InvalidInput.of(at + field, value, "is for " + words(those) + " only"));
        }
    }

    /** Without the value, which may be a secret or have no short form. */
    private void onlyUnsaid(String field, @Nullable Object value, Family... those) {
        if (value != null && !among(those)) {
            throw new Refused(InvalidInput.of(at + field, "is for " + words(those) + " only"));
        }
    }

    private boolean among(Family... those) {
        return Set.copyOf(Arrays.asList(those)).contains(family);
    }

    private static String words(Family... those) {
        return EnumSet.copyOf(Arrays.asList(those)).stream().map(Family::name).collect(Collectors.joining(" and "));
    }

    private static @Nullable String blankAsNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

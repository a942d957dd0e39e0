package dev.flotilla.control.flow;

import dev.flotilla.control.flow.Transport.Family;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;

/** Where in a source or an output its secret is: a passphrase (SRT), a shared key (RIST), or a stream key (RTMP). */
final class SecretFields {
    /** A secret of one kind: what was a passphrase never becomes a stream key. Empty when there is none. */
    record Secret(Family family, String text) {
        /** Leaves it out. */
        @Override
        public String toString() {
            return "Secret[" + family + "]";
        }
    }

    private SecretFields() {}

    static Secret of(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER ->
                new Secret(Family.SRT, source.getSrtListener().getOptions().getPassphrase());
            case SRT_CALLER ->
                new Secret(Family.SRT, source.getSrtCaller().getOptions().getPassphrase());
            case RIST -> new Secret(Family.RIST, source.getRist().getSecret());
            case RTMP_LISTENER ->
                new Secret(Family.RTMP, source.getRtmpListener().getStreamKey());
            case RTMP_CALLER -> new Secret(Family.RTMP, source.getRtmpCaller().getStreamKey());
            case RTP -> new Secret(Family.RTP, "");
            case UDP, TRANSPORT_NOT_SET -> new Secret(Family.UDP, "");
        };
    }

    static Secret of(Output output) {
        return switch (output.getTransportCase()) {
            case SRT_LISTENER ->
                new Secret(Family.SRT, output.getSrtListener().getOptions().getPassphrase());
            case SRT_CALLER ->
                new Secret(Family.SRT, output.getSrtCaller().getOptions().getPassphrase());
            case RIST -> new Secret(Family.RIST, output.getRist().getSecret());
            case RTMP -> new Secret(Family.RTMP, output.getRtmp().getStreamKey());
            case RTP -> new Secret(Family.RTP, "");
            case UDP, TRANSPORT_NOT_SET -> new Secret(Family.UDP, "");
        };
    }

    static void set(Source.Builder source, String secret) {
        switch (source.getTransportCase()) {
            case SRT_LISTENER ->
                source.getSrtListenerBuilder().getOptionsBuilder().setPassphrase(secret);
            case SRT_CALLER -> source.getSrtCallerBuilder().getOptionsBuilder().setPassphrase(secret);
            case RIST -> source.getRistBuilder().setSecret(secret);
            case RTMP_LISTENER -> source.getRtmpListenerBuilder().setStreamKey(secret);
            case RTMP_CALLER -> source.getRtmpCallerBuilder().setStreamKey(secret);
            case UDP, RTP, TRANSPORT_NOT_SET -> {}
        }
    }

    static void set(Output.Builder output, String secret) {
        switch (output.getTransportCase()) {
            case SRT_LISTENER ->
                output.getSrtListenerBuilder().getOptionsBuilder().setPassphrase(secret);
            case SRT_CALLER -> output.getSrtCallerBuilder().getOptionsBuilder().setPassphrase(secret);
            case RIST -> output.getRistBuilder().setSecret(secret);
            case RTMP -> output.getRtmpBuilder().setStreamKey(secret);
            case UDP, RTP, TRANSPORT_NOT_SET -> {}
        }
    }
}

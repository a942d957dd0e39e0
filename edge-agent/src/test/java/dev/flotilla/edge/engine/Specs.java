package dev.flotilla.edge.engine;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Redundancy;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.RistReceiver;
import dev.flotilla.proto.flow.v1.RistSender;
import dev.flotilla.proto.flow.v1.RtmpCaller;
import dev.flotilla.proto.flow.v1.RtmpListener;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import dev.flotilla.proto.flow.v1.RtpReceiver;
import dev.flotilla.proto.flow.v1.RtpSender;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.util.List;

/** Specifications as tests want them, all on the loopback. */
public final class Specs {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int RIST_BUFFER_MS = 500;

    private Specs() {}

    public static FlowSpec flow(Source source, Output... outputs) {
        return flow(FlowId.random(), source, outputs);
    }

    public static FlowSpec flow(FlowId id, Source source, Output... outputs) {
        return FlowSpec.newBuilder()
                .setId(id.value())
                .setName("test")
                .setRunning(true)
                .addSources(source)
                .addAllOutputs(List.of(outputs))
                .build();
    }

    public static Source udpSource(int port) {
        return udpSource("in", port);
    }

    public static Source udpSource(String name, int port) {
        return Source.newBuilder()
                .setName(name)
                .setUdp(UdpReceiver.newBuilder().setAddress(LOOPBACK).setPort(port))
                .build();
    }

    public static Source rtpSource(String name, int port, boolean hasFec) {
        return Source.newBuilder()
                .setName(name)
                .setRtp(RtpReceiver.newBuilder()
                        .setAddress(LOOPBACK)
                        .setPort(port)
                        .setFec(hasFec))
                .build();
    }

    /** Two sources that carry the same packets. */
    public static FlowSpec merged(Merge merge, Source first, Source second, Output... outputs) {
        return flow(first, outputs).toBuilder()
                .addSources(second)
                .setRedundancy(Redundancy.newBuilder().setMerge(merge))
                .build();
    }

    public static Output rtp(String name, int port) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setRtp(RtpSender.newBuilder().setHost(LOOPBACK).setPort(port))
                .build();
    }

    public static Output rtp(String name, int port, FecMatrix matrix) {
        Output plain = rtp(name, port);
        return plain.toBuilder()
                .setRtp(plain.getRtp().toBuilder().setFec(matrix))
                .build();
    }

    public static Source srtListenerSource(int port, SrtOptions options) {
        return Source.newBuilder()
                .setName("in")
                .setSrtListener(SrtListener.newBuilder()
                        .setAddress(LOOPBACK)
                        .setPort(port)
                        .setOptions(options))
                .build();
    }

    public static Source srtCallerSource(int port, SrtOptions options) {
        return Source.newBuilder()
                .setName("in")
                .setSrtCaller(
                        SrtCaller.newBuilder().setHost(LOOPBACK).setPort(port).setOptions(options))
                .build();
    }

    public static Source ristSource(int port, RistProfile profile, String secret, int keyLengthBytes) {
        return Source.newBuilder()
                .setName("in")
                .setRist(RistReceiver.newBuilder()
                        .setAddress(LOOPBACK)
                        .setPort(port)
                        .setProfile(profile)
                        .setSecret(secret)
                        .setKeyLengthBytes(keyLengthBytes)
                        .setBufferMs(RIST_BUFFER_MS))
                .build();
    }

    public static Output rist(String name, int port, RistProfile profile, String secret, int keyLengthBytes) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setRist(RistSender.newBuilder()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setProfile(profile)
                        .setSecret(secret)
                        .setKeyLengthBytes(keyLengthBytes)
                        .setBufferMs(RIST_BUFFER_MS))
                .build();
    }

    public static Output udp(String name, int port) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setUdp(UdpSender.newBuilder().setHost(LOOPBACK).setPort(port))
                .build();
    }

    public static Output srtListener(String name, int port) {
        return srtListener(name, port, SrtOptions.getDefaultInstance());
    }

    public static Output srtListener(String name, int port, SrtOptions options) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setSrtListener(SrtListener.newBuilder()
                        .setAddress(LOOPBACK)
                        .setPort(port)
                        .setOptions(options))
                .build();
    }

    public static Output srtCaller(String name, int port) {
        return srtCaller(name, port, SrtOptions.getDefaultInstance());
    }

    public static Output srtCaller(String name, int port, SrtOptions options) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setSrtCaller(
                        SrtCaller.newBuilder().setHost(LOOPBACK).setPort(port).setOptions(options))
                .build();
    }

    public static Source rtmpListenerSource(int port, String key) {
        return Source.newBuilder()
                .setName("in")
                .setRtmpListener(RtmpListener.newBuilder()
                        .setAddress(LOOPBACK)
                        .setPort(port)
                        .setStreamKey(key))
                .build();
    }

    public static Source rtmpCallerSource(int port, String key) {
        return Source.newBuilder()
                .setName("in")
                .setRtmpCaller(RtmpCaller.newBuilder()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setApp("live")
                        .setStreamKey(key))
                .build();
    }

    public static Output rtmp(String name, int port, String key) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setRtmp(RtmpPublisher.newBuilder()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setApp("live")
                        .setStreamKey(key))
                .build();
    }
}

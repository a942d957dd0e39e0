package dev.flotilla.bench.relay;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;

/** What a job is in the words of our engine. */
final class Specifications {
    private static final String HERE = "127.0.0.1";
    private static final int KEY_BYTES = 32;

    private Specifications() {}

    static FlowSpec flow(Job job, int number, int holdMs) {
        var flow = FlowSpec.newBuilder()
                .setId("flow_%016x".formatted(number + 1))
                .setName("bench " + number)
                .setRunning(true)
                .addSources(source(job, job.inPort() + number));
        for (int i = 0; i < job.outputs(); i++) {
            int port = job.outPort() + number * job.outputs() + i;
            flow.addOutputs(
                    output(job, port).setName("output " + i).setEnabled(true).setSmoothingMs(holdMs));
        }
        return flow.build();
    }

    private static Source.Builder source(Job job, int port) {
        var source = Source.newBuilder().setName("source");
        return switch (job.from()) {
            case UDP -> source.setUdp(UdpReceiver.newBuilder().setAddress(HERE).setPort(port));
            case SRT ->
                source.setSrtListener(
                        SrtListener.newBuilder().setAddress(HERE).setPort(port).setOptions(options(job)));
        };
    }

    private static Output.Builder output(Job job, int port) {
        return switch (job.to()) {
            case UDP ->
                Output.newBuilder().setUdp(UdpSender.newBuilder().setHost(HERE).setPort(port));
            case SRT ->
                Output.newBuilder()
                        .setSrtCaller(SrtCaller.newBuilder()
                                .setHost(HERE)
                                .setPort(job.outPort())
                                .setOptions(options(job)));
        };
    }

    private static SrtOptions options(Job job) {
        return job.passphrase().isEmpty()
                ? SrtOptions.getDefaultInstance()
                : SrtOptions.newBuilder()
                        .setPassphrase(job.passphrase())
                        .setKeyLengthBytes(KEY_BYTES)
                        .build();
    }
}

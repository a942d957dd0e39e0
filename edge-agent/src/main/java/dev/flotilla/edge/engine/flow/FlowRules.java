package dev.flotilla.edge.engine.flow;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import java.util.HashSet;
import java.util.Set;

/** What a specification must be like before the engine touches anything. Decides, and does nothing. */
public final class FlowRules {
    private static final int MAX_NAME = 200;
    private static final int MAX_SOURCES = 2;
    private static final int MAX_OUTPUTS = 50;
    private static final int MAX_SMOOTHING_MS = 1_000;

    private FlowRules() {}

    /** Passes a specification that a flow can follow. */
    public static void check(FlowSpec flow) throws InvalidFlowException {
        try {
            new FlowId(flow.getId());
        } catch (IllegalArgumentException e) {
            throw new InvalidFlowException("field 'id': " + e.getMessage());
        }
        name("name", flow.getName());
        if (flow.getSourcesCount() < 1 || flow.getSourcesCount() > MAX_SOURCES) {
            throw new InvalidFlowException(
                    "field 'sources' has " + flow.getSourcesCount() + " entries: one or two are supported");
        }
        if (flow.getOutputsCount() > MAX_OUTPUTS) {
            throw new InvalidFlowException("field 'outputs' has " + flow.getOutputsCount() + " entries: at most "
                    + MAX_OUTPUTS + " are supported");
        }
        Set<String> names = new HashSet<>();
        for (Source source : flow.getSourcesList()) {
            check(source);
            if (!names.add(source.getName())) {
                throw new InvalidFlowException("two sources have the name '" + source.getName() + "'");
            }
        }
        RedundancyRules.check(flow.getRedundancy(), flow.getSourcesList());
        names.clear();
        for (Output output : flow.getOutputsList()) {
            check(output);
            if (!names.add(output.getName())) {
                throw new InvalidFlowException("two outputs have the name '" + output.getName() + "'");
            }
        }
    }

    private static void check(Source source) throws InvalidFlowException {
        name("sources.name", source.getName());
        var fields = new FieldRules("source '" + source.getName() + "'");
        switch (source.getTransportCase()) {
            case SRT_LISTENER -> fields.check(source.getSrtListener());
            case SRT_CALLER -> fields.check(source.getSrtCaller());
            case UDP -> fields.check(source.getUdp());
            case RTP -> new RtpRules(fields).check(source.getRtp());
            case RIST -> new RistRules(fields).check(source.getRist());
            case RTMP_LISTENER -> RtmpRules.check(fields, source.getRtmpListener());
            case RTMP_CALLER -> RtmpRules.check(fields, source.getRtmpCaller());
            case TRANSPORT_NOT_SET ->
                throw fields.refusal(
                        "transport",
                        "",
                        "must be one of srt_listener, srt_caller, udp, rtp, rist, rtmp_listener, rtmp_caller");
        }
    }

    private static void check(Output output) throws InvalidFlowException {
        name("outputs.name", output.getName());
        var fields = new FieldRules("output '" + output.getName() + "'");
        fields.range("smoothing_ms", output.getSmoothingMs(), 0, MAX_SMOOTHING_MS);
        switch (output.getTransportCase()) {
            case SRT_LISTENER -> fields.check(output.getSrtListener());
            case SRT_CALLER -> fields.check(output.getSrtCaller());
            case UDP -> fields.check(output.getUdp());
            case RTP -> new RtpRules(fields).check(output.getRtp());
            case RIST -> new RistRules(fields).check(output.getRist());
            case RTMP -> RtmpRules.check(fields, output.getRtmp());
            case TRANSPORT_NOT_SET ->
                throw fields.refusal("transport", "", "must be one of srt_listener, srt_caller, udp, rtp, rist, rtmp");
        }
    }

    private static void name(String field, String name) throws InvalidFlowException {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
            throw new InvalidFlowException(
                    "field '" + field + "' must have 1 to " + MAX_NAME + " characters: '" + name + "'");
        }
    }
}

package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a flow must fulfil before a node is bothered with it. Each refusal names the field and the value. */
final class FlowRules {
    private static final int MOST_SOURCES = 2;
    private static final int MOST_OUTPUTS = 50;
    private static final int LONGEST_SMOOTHING_MS = 1000;

    private FlowRules() {}

    /** Throws {@link Refused} with the first rule that the flow breaks. Secrets were checked when they were sealed. */
    static void check(FlowSpec flow) {
        Syntax.name("name", flow.getName());
        Syntax.description("description", flow.getDescription());
        int sources = flow.getSourcesCount();
        Syntax.check(sources >= 1 && sources <= MOST_SOURCES, "sources", sources, "must be one or two");
        int outputs = flow.getOutputsCount();
        Syntax.check(outputs <= MOST_OUTPUTS, "outputs", outputs, "must be at most " + MOST_OUTPUTS);
        for (int i = 0; i < sources; i++) {
            check("sources[" + i + "].", flow.getSources(i));
        }
        for (int i = 0; i < outputs; i++) {
            check("outputs[" + i + "].", flow.getOutputs(i));
        }
        checkDiffer(
                "sources", flow.getSourcesList().stream().map(Source::getName).toList());
        checkDiffer(
                "outputs", flow.getOutputsList().stream().map(Output::getName).toList());
        RedundancyRules.check(flow);
    }

    private static void check(String at, Source source) {
        Syntax.name(at + "name", source.getName());
        Syntax.description(at + "description", source.getDescription());
        EndpointRules.check(at, source);
    }

    private static void check(String at, Output output) {
        Syntax.name(at + "name", output.getName());
        Syntax.description(at + "description", output.getDescription());
        Syntax.range(at + "smoothingMs", output.getSmoothingMs(), 0, LONGEST_SMOOTHING_MS);
        EndpointRules.check(at, output);
    }

    private static void checkDiffer(String field, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            Syntax.check(
                    seen.add(names.get(i)), field + "[" + i + "].name", names.get(i), "must differ from the others");
        }
    }
}

package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a flow must fulfil to be taken. mroute's own rules come first, in its order and words; stricter ones follow. */
final class FlowRules {
    private FlowRules() {}

    /** @throws FlowRefusal with the first rule that the flow breaks */
    static void check(FlowDocument flow) {
        Syntax.name("flow", flow.name());
        if (flow.allSources().isEmpty()) {
            throw invalid("at least one source is required");
        }
        flow.allSources().forEach(SourceTransports::read);
        flow.allOutputs().forEach(OutputTransports::read);
        FailoverRules.check(flow);
        checkCounts(flow);
        checkNames(
                "source", flow.allSources().stream().map(SourceDocument::name).toList());
        checkNames(
                "output", flow.allOutputs().stream().map(OutputDocument::name).toList());
        MaintenanceRules.check(flow.maintenanceWindow());
    }

    static void checkCounts(FlowDocument flow) {
        if (flow.allSources().size() > FlowDocument.MAX_SOURCES) {
            throw invalid("maximum %d sources per flow (for failover)", FlowDocument.MAX_SOURCES);
        }
        if (flow.allOutputs().size() > FlowDocument.MAX_OUTPUTS) {
            throw invalid("maximum %d outputs per flow", FlowDocument.MAX_OUTPUTS);
        }
    }

    private static void checkNames(String kind, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw invalid("%s %s already exists", kind, name);
            }
        }
    }
}

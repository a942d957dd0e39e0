package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.util.ArrayList;
import java.util.List;

/** Changes of a flow's parts. Each answers the changed document, or refuses in mroute's words and changes nothing. */
public final class FlowEdits {
    private FlowEdits() {}

    public static FlowDocument addSource(FlowDocument flow, SourceDocument source) {
        SourceTransports.read(source);
        if (flow.allSources().stream().anyMatch(each -> each.name().equals(source.name()))) {
            throw invalid("source %s already exists", source.name());
        }
        FlowDocument changed = flow.withSources(flow.source(), with(flow.sources(), source.withStatus("")));
        FlowRules.checkCounts(changed);
        return changed;
    }

    public static FlowDocument removeSource(FlowDocument flow, String name) {
        if (flow.allSources().size() <= 1) {
            throw invalid("cannot remove the only source");
        }
        if (flow.source() != null && flow.source().name().equals(name)) {
            return flow.withSources(
                    flow.sources().getFirst(),
                    flow.sources().subList(1, flow.sources().size()));
        }
        List<SourceDocument> rest = flow.sources().stream()
                .filter(each -> !each.name().equals(name))
                .toList();
        if (rest.size() == flow.sources().size()) {
            throw invalid("source %s not found", name);
        }
        return flow.withSources(flow.source(), rest);
    }

    public static FlowDocument addOutput(FlowDocument flow, OutputDocument output) {
        OutputTransports.read(output);
        if (flow.allOutputs().stream().anyMatch(each -> each.name().equals(output.name()))) {
            throw invalid("output %s already exists", output.name());
        }
        FlowDocument changed = flow.withOutputs(with(flow.allOutputs(), output.enabledUnlessSaid()));
        FlowRules.checkCounts(changed);
        return changed;
    }

    /** Only what the update says is changed; the changed output as a whole must be valid. */
    public static FlowDocument updateOutput(FlowDocument flow, String name, OutputDocument update) {
        List<OutputDocument> outputs = new ArrayList<>(flow.allOutputs());
        OutputDocument changed = find(outputs, name).updatedBy(update);
        OutputTransports.read(changed);
        outputs.replaceAll(each -> each.name().equals(name) ? changed : each);
        return flow.withOutputs(outputs);
    }

    public static FlowDocument removeOutput(FlowDocument flow, String name) {
        List<OutputDocument> outputs = new ArrayList<>(flow.allOutputs());
        outputs.remove(find(outputs, name));
        return flow.withOutputs(outputs);
    }

    private static OutputDocument find(List<OutputDocument> outputs, String name) {
        return outputs.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("output %s not found", name));
    }

    private static <T> List<T> with(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list);
        longer.add(added);
        return longer;
    }
}

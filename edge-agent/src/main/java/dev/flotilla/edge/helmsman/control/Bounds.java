package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.Register;
import java.util.List;

/**
 * Leaves out of what a node says whatever is more than a Foghorn takes: a MistServer's configuration may hold anything, and a
 * Foghorn ends the stream of a node that says too much. Pure.
 */
final class Bounds {
    private static final int MOST_STREAMS = 20_000;
    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_NAME = 256;

    private Bounds() {}

    static Register within(Register said) {
        return said.toBuilder()
                .setNodeName(cut(said.getNodeName(), LONGEST_NAME))
                .setPublicUrl(cut(said.getPublicUrl(), LONGEST_NAME))
                .clearCapabilities()
                .addAllCapabilities(names(said.getCapabilitiesList(), MOST_ITEMS))
                .setAgentVersion(cut(said.getAgentVersion(), LONGEST_NAME))
                .setMistVersion(cut(said.getMistVersion(), LONGEST_NAME))
                .setHost(cut(said.getHost(), LONGEST_NAME))
                .build();
    }

    static NodeReport within(NodeReport said) {
        NodeReport.Builder report = said.toBuilder()
                .setProblem(cut(said.getProblem(), LONGEST_TEXT))
                .setLocation(cut(said.getLocation(), LONGEST_NAME))
                .clearTags()
                .addAllTags(names(said.getTagsList(), MOST_ITEMS))
                .clearConfiguredStreams()
                .addAllConfiguredStreams(names(said.getConfiguredStreamsList(), MOST_STREAMS))
                .clearStreams()
                .addAllStreams(streams(said.getStreamsList()))
                .clearOutputs();
        said.getOutputsMap().entrySet().stream()
                .limit(MOST_ITEMS)
                .forEach(output -> report.putOutputs(output.getKey(), output.getValue()));
        if (!isWithin(said.getLatitude(), 90) || !isWithin(said.getLongitude(), 180)) {
            report.clearLatitude().clearLongitude();
        }
        return report.build();
    }

    static CommandResult within(CommandResult said) {
        return said.toBuilder().setRefused(cut(said.getRefused(), LONGEST_TEXT)).build();
    }

    private static List<NodeStream> streams(List<NodeStream> streams) {
        return streams.stream()
                .filter(stream -> stream.getName().length() <= LONGEST_NAME)
                .limit(MOST_STREAMS)
                .toList();
    }

    /** Without those that are too long: the beginning of a name is another name. */
    private static List<String> names(List<String> names, int most) {
        return names.stream()
                .filter(name -> name.length() <= LONGEST_NAME)
                .limit(most)
                .toList();
    }

    private static boolean isWithin(double value, double bound) {
        return Math.abs(value) <= bound;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.control.HelmsmanReporting;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.StreamIds;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.Register;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The node as its Foghorns see it, and the MistServer beside it. Answers from memory. For any thread. */
public final class Helmsman implements HelmsmanReporting {
    private final Supplier<Register> introduction;
    private final StreamIds streams;
    private final Supplier<List<Artifact>> artifacts;
    private final Runnable onChange;
    private final Optional<Beside> beside;
    private volatile NodeReport latest =
            NodeReport.newBuilder().setProblem("Not measured yet.").build();

    /**
     * @param onChange called when streams came or went, or the node became fit or unfit
     * @param beside empty on a node without a MistServer
     */
    Helmsman(
            Supplier<Register> introduction,
            StreamIds streams,
            Supplier<List<Artifact>> artifacts,
            Runnable onChange,
            Optional<Beside> beside) {
        this.introduction = introduction;
        this.streams = streams;
        this.artifacts = artifacts;
        this.onChange = onChange;
        this.beside = beside;
    }

    @Override
    public Register register() {
        return introduction.get().toBuilder()
                .setMistVersion(beside.map(mist -> mist.state().version()).orElse(""))
                .build();
    }

    @Override
    public NodeReport report() {
        return latest;
    }

    @Override
    public List<Artifact> artifacts() {
        return artifacts.get();
    }

    void reported(NodeReport report) {
        NodeReport before = latest;
        latest = report;
        if (before.getIsHealthy() != report.getIsHealthy() || !names(before).equals(names(report))) {
            onChange.run();
        }
    }

    private static List<String> names(NodeReport report) {
        return report.getStreamsList().stream()
                .map(NodeStream::getName)
                .sorted()
                .toList();
    }

    /** The MistServer's API; empty on a node without one. */
    public Optional<MistApi> mist() {
        return beside.map(Beside::api);
    }

    /** Which MistServer it is; the original until it has answered. */
    public MistFlavour flavour() {
        return beside.map(mist -> mist.state().flavour()).orElse(MistFlavour.UPSTREAM);
    }

    /** The control center's id of a stream, empty when nobody has said. */
    public String streamId(MistStream stream) {
        return streams.of(stream);
    }
}

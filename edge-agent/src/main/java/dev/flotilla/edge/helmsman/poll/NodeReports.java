package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.NodeFigures;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.node.v1.Health;
import java.util.List;

/** What Foghorns are told of the node. Pure. */
final class NodeReports {
    private NodeReports() {}

    /** Of a MistServer that answers. */
    static NodeReport of(NodeFigures figures, Speed speed, Health machine) {
        var problem = NodeHealth.problem(
                figures.memoryBytes(),
                figures.memoryUsedBytes(),
                figures.sharedMemoryBytes(),
                figures.sharedMemoryUsedBytes());
        NodeReport.Builder report = disk(machine)
                .setIsHealthy(problem.isEmpty())
                .setProblem(problem.orElse(""))
                .setCpuPermille(figures.cpuPermille())
                .setMemoryBytes(figures.memoryBytes())
                .setMemoryUsedBytes(figures.memoryUsedBytes())
                .setSharedMemoryBytes(figures.sharedMemoryBytes())
                .setSharedMemoryUsedBytes(figures.sharedMemoryUsedBytes())
                .setUpBytesPerS(speed.upBytesPerS())
                .setDownBytesPerS(speed.downBytesPerS())
                .setBandwidthLimit(figures.bandwidthLimit())
                .addAllTags(figures.tags())
                .addAllConfiguredStreams(figures.configuredStreams())
                .putAllOutputs(figures.outputs())
                .setViewers(figures.viewers())
                .setInputs(figures.inputs())
                .setOutputCount(figures.outputCount());
        locate(report, figures.location());
        figures.streams()
                .forEach(stream -> report.addStreams(NodeStream.newBuilder()
                        .setName(stream.stream().name())
                        .setViewers(stream.viewers())
                        .setInputs(stream.inputs())
                        .setOutputs(stream.outputs())
                        .setBytesUp(stream.bytesUp())
                        .setBytesDown(stream.bytesDown())
                        .setIsReplica(stream.isReplica())));
        return report.build();
    }

    /** Of a MistServer that does not answer: the machine is there, its streams are not. */
    static NodeReport lost(String why, Health machine, SharedMemory sharedMemory) {
        return machine(machine, sharedMemory)
                .setIsHealthy(false)
                .setProblem(why)
                .build();
    }

    /** Of a node without a MistServer: the machine, and what its transport engine carries. */
    static NodeReport alone(Alone node, Health machine, SharedMemory sharedMemory, List<FlowReport> flows) {
        var problem = NodeHealth.problem(
                machine.getMemoryBytes(),
                machine.getMemoryUsedBytes(),
                sharedMemory.totalBytes(),
                sharedMemory.usedBytes());
        NodeReport.Builder report = machine(machine, sharedMemory)
                .setIsHealthy(problem.isEmpty())
                .setProblem(problem.orElse(""))
                .setBandwidthLimit(node.bandwidthLimit())
                .addAllTags(node.tags());
        locate(report, node.location());
        long viewers = 0;
        long inputs = 0;
        for (FlowReport flow : flows) {
            if (flow.getHealth() != FlowHealth.FLOW_HEALTH_STOPPED) {
                NodeStream stream = stream(flow);
                report.addStreams(stream);
                viewers += stream.getViewers();
                inputs += stream.getInputs();
            }
        }
        return report.setViewers(viewers).setInputs(inputs).build();
    }

    /** What nobody but the configuration knows of a node without a MistServer. */
    record Alone(long bandwidthLimit, MistConfig.Location location, List<String> tags) {}

    private static NodeStream stream(FlowReport flow) {
        return NodeStream.newBuilder()
                .setName(flow.getFlowId())
                .setViewers(flow.getOutputsList().stream()
                        .mapToLong(OutputReport::getClients)
                        .sum())
                .setInputs(flow.getSourcesList().stream()
                        .filter(SourceReport::getConnected)
                        .count())
                .setOutputs(flow.getOutputsCount())
                .setBytesUp(flow.getOutputsList().stream()
                        .mapToLong(OutputReport::getBytesSent)
                        .sum())
                .setBytesDown(flow.getSourcesList().stream()
                        .mapToLong(SourceReport::getBytesReceived)
                        .sum())
                .build();
    }

    private static NodeReport.Builder machine(Health machine, SharedMemory sharedMemory) {
        return disk(machine)
                .setCpuPermille((int) Math.round(machine.getCpu() * 1000))
                .setMemoryBytes(machine.getMemoryBytes())
                .setMemoryUsedBytes(machine.getMemoryUsedBytes())
                .setSharedMemoryBytes(sharedMemory.totalBytes())
                .setSharedMemoryUsedBytes(sharedMemory.usedBytes())
                .setUpBytesPerS(machine.getNetworkOutBps() / 8)
                .setDownBytesPerS(machine.getNetworkInBps() / 8);
    }

    private static NodeReport.Builder disk(Health machine) {
        return NodeReport.newBuilder()
                .setMeasuredAtMs(machine.getMeasuredAtMs())
                .setDiskBytes(machine.getDiskBytes())
                .setDiskUsedBytes(machine.getDiskUsedBytes());
    }

    /** Zero for both is nowhere, as MistServer has it. */
    private static void locate(NodeReport.Builder report, MistConfig.Location location) {
        if (location.latitude() != 0 || location.longitude() != 0) {
            report.setLatitude(location.latitude()).setLongitude(location.longitude());
        }
        report.setLocation(location.name());
    }
}

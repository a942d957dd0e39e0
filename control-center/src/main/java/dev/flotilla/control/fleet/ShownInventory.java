package dev.flotilla.control.fleet;

import dev.flotilla.proto.node.v1.Inventory;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What a node is, as the API shows it. */
@DefaultNonNull
@Name("Inventory")
public record ShownInventory(
        String hostname,
        String operatingSystem,
        String kernel,
        String architecture,
        String agentVersion,
        List<@NonNull String> roles,
        List<@NonNull LibraryVersion> libraries,
        int cpuCores,
        long memoryBytes,
        long diskBytes,
        List<@NonNull NetworkInterface> interfaces) {
    /** A native library that the node found. */
    @DefaultNonNull
    @Name("LibraryVersion")
    public record LibraryVersion(String name, String version) {}

    /** A way to the network; speed 0 when the node cannot tell. */
    @DefaultNonNull
    @Name("NetworkInterface")
    public record NetworkInterface(String name, List<@NonNull String> addresses, long speedBps) {}

    static ShownInventory of(Inventory inventory) {
        return new ShownInventory(
                inventory.getHostname(),
                inventory.getOperatingSystem(),
                inventory.getKernel(),
                inventory.getArchitecture(),
                inventory.getAgentVersion(),
                List.copyOf(inventory.getRolesList()),
                inventory.getLibrariesMap().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(library -> new LibraryVersion(library.getKey(), library.getValue()))
                        .toList(),
                inventory.getCpuCores(),
                inventory.getMemoryBytes(),
                inventory.getDiskBytes(),
                inventory.getInterfacesList().stream()
                        .map(item -> new NetworkInterface(
                                item.getName(), List.copyOf(item.getAddressesList()), item.getSpeedBps()))
                        .toList());
    }
}

package dev.flotilla.edge.node;

import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.node.v1.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds out what this machine is. */
final class Inventories {
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final long MEGABIT = 1_000_000;

    private Inventories() {}

    static Inventory ofThisMachine(Path data, List<String> roles, Map<String, String> libraries) {
        return Inventory.newBuilder()
                .setHostname(Hostname.ofThisMachine())
                .setOperatingSystem(operatingSystem(Proc.read(OS_RELEASE)))
                .setKernel(Proc.OF_THIS_MACHINE.text("sys/kernel/osrelease").strip())
                .setArchitecture(System.getProperty("os.arch"))
                .setAgentVersion(AgentVersion.text())
                .putAllLibraries(libraries)
                .addAllRoles(roles)
                .setCpuCores(Runtime.getRuntime().availableProcessors())
                .setMemoryBytes(
                        MemoryUse.parse(Proc.OF_THIS_MACHINE.text("meminfo")).totalBytes())
                .setDiskBytes(DiskUse.of(data).totalBytes())
                .addAllInterfaces(interfaces())
                .build();
    }

    /** The name for people out of {@code /etc/os-release} (os-release(5)). */
    static String operatingSystem(String osRelease) {
        String name = Lines.first(osRelease, "PRETTY_NAME=");
        boolean isQuoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return name.isEmpty() ? "Linux" : isQuoted ? name.substring(1, name.length() - 1) : name;
    }

    /** The kernel gives megabits per second, and -1 or nothing where there is no such thing. */
    static long speedBps(String sysSpeed) {
        String text = sysSpeed.strip();
        return text.isEmpty() || text.startsWith("-") ? 0 : Long.parseLong(text) * MEGABIT;
    }

    private static List<NetworkInterface> interfaces() {
        try {
            return java.net.NetworkInterface.networkInterfaces()
                    .map(found -> NetworkInterface.newBuilder()
                            .setName(found.getName())
                            .addAllAddresses(found.inetAddresses()
                                    .map(address -> withoutZone(address.getHostAddress()))
                                    .toList())
                            .setSpeedBps(speedBps(Proc.read(
                                    INTERFACES.resolve(found.getName()).resolve("speed"))))
                            .build())
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}

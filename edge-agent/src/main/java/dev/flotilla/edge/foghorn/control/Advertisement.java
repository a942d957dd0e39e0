package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.node.Hostname;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.node.v1.Inventory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Optional;

/**
 * Where others reach this Foghorn, as it tells the control center: what the operator has set, else the address by which this
 * machine itself reaches the control center.
 */
record Advertisement(Optional<String> control, int controlPort, Optional<String> http, int httpPort) {
    void addTo(Inventory.Builder inventory, Optional<UplinkAddress> center) {
        String host = center.flatMap(Advertisement::addressTowards).orElseGet(Hostname::ofThisMachine);
        inventory
                .setFoghornControl(control.orElseGet(() -> new UplinkAddress(host, controlPort).toString()))
                .setFoghornHttp(http.orElseGet(() -> "http://" + new UplinkAddress(host, httpPort)));
    }

    /** Which address of this machine the kernel would send from; nothing is sent. */
    private static Optional<String> addressTowards(UplinkAddress center) {
        InetSocketAddress target = new InetSocketAddress(center.host(), center.port());
        if (target.isUnresolved()) {
            return Optional.empty();
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(target);
            InetAddress address = socket.getLocalAddress();
            String text = address.getHostAddress();
            int zone = text.indexOf('%');
            return address.isAnyLocalAddress()
                    ? Optional.empty()
                    : Optional.of(zone < 0 ? text : text.substring(0, zone));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }
}

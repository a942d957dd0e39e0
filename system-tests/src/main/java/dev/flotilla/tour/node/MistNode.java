package dev.flotilla.tour.node;

import dev.flotilla.mist.MistNetwork;
import dev.flotilla.mist.MistServer;
import dev.flotilla.mist.Settings;
import dev.flotilla.tour.center.Fleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A node that serves viewers: a simulated MistServer with an address of its own, and an agent beside it that is its Helmsman. */
public final class MistNode implements AutoCloseable {
    private final MistServer mist;
    private final EdgeNode agent;

    private MistNode(MistServer mist, EdgeNode agent) {
        this.mist = mist;
        this.agent = agent;
    }

    /**
     * Starts the MistServer; the agent waits until it is told to.
     *
     * @param address one of this machine's ("127.0.0.2")
     * @param balancer a Foghorn's HTTP address, which MistServer asks for sources
     */
    public static MistNode start(Fleet fleet, String name, String address, URI balancer, MistNetwork network)
            throws IOException {
        Path media = fleet.home().resolve("tour").resolve("media");
        MistServer mist = MistServer.start(Settings.of(name, InetAddress.getByName(address), media), network);
        String setup = """
            balancer: %s
            tags: [tour]
            location: {latitude: 52.37, longitude: 4.9, name: Amsterdam}
            """.formatted(balancer);
        Path folder = Files.createDirectories(fleet.home().resolve("tour"));
        Path file = Files.writeString(Files.createTempFile(folder, name, ".yaml"), setup);
        var agent = new EdgeNode(
                fleet,
                name,
                Map.of(
                        "FLOTILLA_UNITS",
                        "helmsman",
                        "FLOTILLA_HELMSMAN_MIST_URL",
                        "http://" + address + ":" + mist.apiPort(),
                        "FLOTILLA_HELMSMAN_PUBLIC_URL",
                        "http://" + address + ":" + mist.httpPort(),
                        "FLOTILLA_HELMSMAN_HOST",
                        address,
                        "FLOTILLA_HELMSMAN_SETUP",
                        file.toString()));
        return new MistNode(mist, agent);
    }

    public MistServer mist() {
        return mist;
    }

    public EdgeNode agent() {
        return agent;
    }

    /** As it appears in addresses that lead here: host and port of the HTTP output. */
    public String authority() {
        return mist.host() + ":" + mist.httpPort();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        mist.close();
    }
}

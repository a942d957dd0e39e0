package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.node.AgentVersion;
import dev.flotilla.edge.node.Hostname;
import dev.flotilla.edge.uplink.Uplink;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.proto.foghorn.v1.Register;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the node is called, as far as it is known. */
@Singleton
class NodeNames {
    private static final Logger LOG = Logger.getLogger(NodeNames.class);
    private static final int MISTSERVERS_HTTP_PORT = 8080;

    private final Uplink uplink;
    private final Optional<Identity> atStart;

    NodeNames(Uplink uplink, IdentityFolder folder) {
        this.uplink = uplink;
        this.atStart = load(folder);
    }

    /** The node's id from the first moment on; empty before it has one. */
    String nodeId() {
        return identity().map(known -> known.node().value()).orElse("");
    }

    Register introduction(HelmsmanConfig config) {
        String machine = Hostname.ofThisMachine();
        String address = config.publicUrl().orElse("http://" + machine + ":" + MISTSERVERS_HTTP_PORT);
        String host = URI.create(address).getHost();
        return Register.newBuilder()
                .setNodeName(identity().map(Identity::nodeName).orElse(machine))
                .setPublicUrl(address)
                .addAllCapabilities(config.capabilities())
                .setAgentVersion(AgentVersion.text())
                .setHost(config.host().orElse(host == null ? machine : host))
                .build();
    }

    private Optional<Identity> identity() {
        return uplink.identity().or(() -> atStart);
    }

    private static Optional<Identity> load(IdentityFolder folder) {
        try {
            return folder.load();
        } catch (IOException e) {
            // The uplink says it, and goes on trying.
            LOG.debugf("no identity yet: %s", e.getMessage());
            return Optional.empty();
        }
    }
}

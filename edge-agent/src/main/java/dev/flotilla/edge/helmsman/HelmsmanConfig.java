package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistLogin;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.trigger.TriggerPlan;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which MistServer this agent runs beside, and what the node is for. */
@ConfigMapping(prefix = "flotilla.helmsman")
interface HelmsmanConfig {
    /** Where viewers reach the node: scheme, host and port; empty for the name of the machine. */
    Optional<String> publicUrl();

    /** The node's place in MistServer's own balancing; empty for the host of the public address. */
    Optional<String> host();

    /** What the node may be used for: ingest, edge, storage, processing, and roles of the operator's. */
    @WithDefault("ingest,edge")
    List<String> capabilities();

    /** What the node may send, bytes per second. */
    OptionalLong bandwidthLimit();

    /** How long a trigger may wait for a Foghorn, below 5 s. */
    @WithDefault("4s")
    Duration answerDeadline();

    /** How long answers are given again from when no Foghorn answers any more. */
    @WithDefault("10m")
    Duration grace();

    /** What MistServer is to be, as a file of this node (YAML); it counts more than what a Foghorn says. */
    Optional<Path> setup();

    Mist mist();

    Triggers triggers();

    /** The MistServer. */
    interface Mist {
        String NONE = "none";

        /** Its controller; "none" for a node without a MistServer. */
        @WithDefault("http://127.0.0.1:4242")
        String url();

        /** An account of it, needed where it does not see this agent as local. */
        Optional<String> user();

        Optional<String> password();

        /** Of the document for load balancers, where MistServer has none yet; empty for a random one. */
        Optional<String> passphrase();

        @WithDefault("10s")
        Duration nodeInterval();

        @WithDefault("5s")
        Duration streamsInterval();

        @WithDefault("60s")
        Duration clientsInterval();

        @WithDefault("30s")
        Duration upkeepInterval();
    }

    /** How MistServer reaches this agent. */
    interface Triggers {
        /** Scheme, host and port; empty for this machine's loopback address. */
        Optional<String> url();

        /** With it in the path triggers are taken from elsewhere, too. */
        Optional<String> secret();
    }

    default boolean hasMist() {
        return !mist().url().strip().equals(Mist.NONE);
    }

    default URI mistAddress() {
        return address("flotilla.helmsman.mist.url", mist().url());
    }

    default Optional<MistLogin> login() {
        return mist().user().map(user -> new MistLogin(user, mist().password().orElse("")));
    }

    default MistWatch.Intervals intervals() {
        try {
            return new MistWatch.Intervals(
                    mist().nodeInterval(), mist().streamsInterval(), mist().clientsInterval(), mist().upkeepInterval());
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage());
        }
    }

    /**
     * Where MistServer is to post its triggers.
     *
     * @param ownPort of the agent's HTTP server
     */
    default URI handler(int ownPort) {
        if (triggers().url().isEmpty() && !isLoopback(mistAddress().getHost())) {
            throw new ConfigurationException(
                    "flotilla.helmsman.mist.url=%s is not this machine: set flotilla.helmsman.triggers.url to where that MistServer reaches this agent, and flotilla.helmsman.triggers.secret"
                            .formatted(mist().url()));
        }
        URI base = address("flotilla.helmsman.triggers.url", triggers().url().orElse("http://127.0.0.1:" + ownPort));
        if (triggers().secret().isEmpty() && !isLoopback(base.getHost())) {
            throw new ConfigurationException(
                    "flotilla.helmsman.triggers.url=%s is no loopback address: set flotilla.helmsman.triggers.secret"
                            .formatted(base));
        }
        return base.resolve(TriggerPlan.PATH
                + triggers().secret().map(secret -> "/" + secret).orElse(""));
    }

    private static URI address(String key, String value) {
        try {
            URI address = URI.create(value.strip());
            if (address.getHost() != null
                    && address.getPort() > 0
                    && address.getScheme().startsWith("http")) {
                return address;
            }
        } catch (IllegalArgumentException none) {
            throw new ConfigurationException("%s is no address: %s".formatted(key, value), none);
        }
        throw new ConfigurationException("%s must be like http://127.0.0.1:4242: %s".formatted(key, value));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}

package dev.flotilla.edge.cli;

import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the commands take from their surroundings: the keys of the agent's configuration, by property or environment. */
record Settings(Properties properties, Map<String, String> environment) {
    static Settings ofThisProcess() {
        return new Settings(System.getProperties(), System.getenv());
    }

    /** The value of {@code flotilla.some-key}, else of {@code FLOTILLA_SOME_KEY}. */
    Optional<String> value(String key) {
        String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(properties.getProperty(key))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isBlank());
    }

    /** Throws {@link IllegalArgumentException} naming what is no unit. */
    Units units() {
        return Units.parse(value("flotilla.units").orElse("mroute"));
    }

    /** Where the agent of this node says how it does. */
    URI nodeApi() {
        return api("127.0.0.1", value("quarkus.http.port").orElse("18007"));
    }

    /** Where mroute of this node takes requests. An agent that listens everywhere is asked by the loopback address. */
    URI mrouteApi() {
        String host = value("flotilla.api.host")
                .filter(name -> !name.equals("0.0.0.0"))
                .orElse("127.0.0.1");
        return api(
                host, value("flotilla.api.port").or(() -> value("mroute.port")).orElse("8080"));
    }

    private static URI api(String host, String port) {
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }

    Path machineIdFile() {
        return value("flotilla.machine-id-file").map(Path::of).orElse(MachineFingerprint.MACHINE_ID);
    }

    /**
     * Where the uplink is to be reached instead of at the address that the control center names.
     *
     * @throws IllegalArgumentException naming key and value
     */
    Optional<UplinkAddress> via() {
        try {
            return value("flotilla.uplink.via").map(UplinkAddress::parse);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("flotilla.uplink.via: " + wrong.getMessage(), wrong);
        }
    }

    Path data() {
        return Path.of(value("flotilla.data").orElse("/var/lib/flotilla-edge"));
    }
}

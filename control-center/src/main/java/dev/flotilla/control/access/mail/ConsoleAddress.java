package dev.flotilla.control.access.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Under which address people reach the console, for the links in letters. */
@ApplicationScoped
public class ConsoleAddress {
    private final String address;

    ConsoleAddress(
            @ConfigProperty(name = "flotilla.console-url") Optional<String> configured,
            @ConfigProperty(name = "flotilla.public-host") String host,
            @ConfigProperty(name = "quarkus.http.ssl-port") int httpsPort) {
        String named = host.contains(":") ? "[" + host + "]" : host;
        this.address = configured.orElse("https://" + named + ":" + httpsPort).replaceAll("/+$", "");
    }

    /** A link to a page, with a secret behind '#', where no server and no proxy sees it. */
    public String link(String page, String secret) {
        return address + page + "#" + secret;
    }

    /** A page of the console. */
    public String of(String page) {
        return address + page;
    }
}

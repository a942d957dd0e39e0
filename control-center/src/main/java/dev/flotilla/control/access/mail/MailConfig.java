package dev.flotilla.control.access.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How letters leave. */
@ConfigMapping(prefix = "flotilla.mail")
public interface MailConfig {
    /** The SMTP server; without one, letters go into the folder. */
    Optional<String> host();

    @WithDefault("587")
    int port();

    /** Whether the line to the server is encrypted, and from when. */
    @WithDefault("STARTTLS")
    Encryption encryption();

    Optional<String> username();

    Optional<String> password();

    /** The sender of all letters. */
    @WithDefault("Flotilla <flotilla@${flotilla.public-host}>")
    String from();

    /** Where letters are kept when there is no server: one .eml file each. */
    @WithDefault("${flotilla.data}/mail")
    Path folder();

    /** How an SMTP line is encrypted. */
    enum Encryption {
        /** By a command after the greeting; a server that does not know it gets no letter. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not at all: for a server on the same machine. */
        NONE
    }
}

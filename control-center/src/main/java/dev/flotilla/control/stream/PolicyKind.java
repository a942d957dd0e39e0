package dev.flotilla.control.stream;

import org.eclipse.microprofile.graphql.Name;

/** Who may watch a stream. */
@Name("PlaybackPolicyKind")
public enum PolicyKind {
    /** Everybody. */
    PUBLIC,
    /** Whoever has a token that one of the tenant's keys signed. */
    SIGNED_TOKEN,
    /** Whom a web service of the tenant's allows. */
    WEBHOOK
}

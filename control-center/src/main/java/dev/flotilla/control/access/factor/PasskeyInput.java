package dev.flotilla.control.access.factor;

import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What changes of passkeys take. */
final class PasskeyInput {
    private PasskeyInput() {}

    /**
     * A new one.
     *
     * @param credential what the browser made of the offer, JSON text
     */
    @Input("AddPasskeyInput")
    public record Add(@NonNull String name, @NonNull String credential) {}

    /** A name for it. */
    @Input("RenamePasskeyInput")
    public record Rename(@Id @NonNull String id, @NonNull String name) {}

    /** Which one goes. */
    @Input("RemovePasskeyInput")
    public record Remove(@Id @NonNull String id, Proof.@NonNull Given proof) {}
}

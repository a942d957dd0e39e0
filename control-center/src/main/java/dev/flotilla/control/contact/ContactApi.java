package dev.flotilla.control.contact;

import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** What strangers wrote, in the API, for the platform's operator. */
@GraphQLApi
public class ContactApi {
    private final ContactMessages messages;

    ContactApi(ContactMessages messages) {
        this.messages = messages;
    }

    /** Newest first. */
    @Query
    public @NonNull ContactMessageConnection contactMessages(@DefaultValue("50") int first, @Nullable String after) {
        return ContactMessageConnection.of(messages.page(first, Optional.ofNullable(after)));
    }
}

package dev.flotilla.control.access.mail;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** How letters leave, in the API, for the platform's operator. */
@GraphQLApi
public class MailApi {
    private final Mail mail;

    MailApi(Mail mail) {
        this.mail = mail;
    }

    @Query
    public @NonNull MailDelivery mailDelivery() {
        return mail.delivery();
    }
}

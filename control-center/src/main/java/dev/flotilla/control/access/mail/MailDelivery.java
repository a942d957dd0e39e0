package dev.flotilla.control.access.mail;

import io.smallrye.graphql.api.DefaultNonNull;
import org.eclipse.microprofile.graphql.Name;

/**
 * How letters leave the control center.
 *
 * @param place the SMTP server, or the folder in which an operator finds them
 */
@DefaultNonNull
public record MailDelivery(@Name("isSent") boolean isSent, String place) {}

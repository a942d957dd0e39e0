package dev.flotilla.control.object;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request by a signed address: what its ticket says, and whether it holds. */
record Admission(HttpServerRequest request, Ticket ticket, String signature, Instant now) {
    /** Empty when the path cannot be an object's. */
    static Optional<Admission> of(HttpServerRequest request, Instant now) {
        try {
            var ticket = new Ticket(
                    text(request.getParam("method")),
                    new ObjectKey(text(request.path()).substring(FolderStore.PATH.length())),
                    Long.parseLong(text(request.getParam("most"), "0")),
                    text(request.getParam("name")),
                    Instant.ofEpochSecond(Long.parseLong(text(request.getParam("expires"), "0"))));
            return Optional.of(new Admission(request, ticket, text(request.getParam("signature")), now));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            return Optional.empty();
        }
    }

    ObjectKey key() {
        return ticket.key();
    }

    long mostBytes() {
        return ticket.mostBytes();
    }

    String savedAs() {
        return ticket.savedAs();
    }

    boolean isUpload() {
        return ticket.method().equals("PUT");
    }

    /** What is wrong with it; the signature is looked at first, so that nobody learns more without one. */
    Optional<ObjectFault> fault(FolderStore store) {
        if (!store.isSigned(ticket, signature)) {
            return Optional.of(ObjectFault.NOT_SIGNED);
        }
        if (!now.isBefore(ticket.expiresAt())) {
            return Optional.of(ObjectFault.EXPIRED);
        }
        HttpMethod method = request.method();
        boolean isAllowed = method.name().equals(ticket.method()) || (method.equals(HttpMethod.HEAD) && !isUpload());
        if (!isAllowed) {
            return Optional.of(ObjectFault.METHOD);
        }
        return isUpload() && length() > mostBytes() ? Optional.of(ObjectFault.TOO_LARGE) : Optional.empty();
    }

    /** What the sender says; 0 when it does not. */
    private long length() {
        String length = text(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    }

    private static String text(@Nullable String value) {
        return text(value, "");
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** Leaves the signature out. */
    @Override
    public String toString() {
        return ticket.method() + " " + key();
    }
}

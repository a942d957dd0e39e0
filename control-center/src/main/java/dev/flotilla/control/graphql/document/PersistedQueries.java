package dev.flotilla.control.graphql.document;

import dev.flotilla.control.graphql.allowance.Account;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Automatic persisted queries, as Apollo's clients speak them: {@code extensions.persistedQuery.sha256Hash} alone runs the
 * query that came with that hash before, and PERSISTED_QUERY_NOT_FOUND asks the client to send both.
 */
@ApplicationScoped
class PersistedQueries {
    /** Once it is known who asks, and before the query runs. */
    private static final int BEFORE_THE_API = 1;

    /** As quarkus.http.limits.max-body-size. */
    private static final int LARGEST_BODY = 1 << 20;

    private static final int MOST = 1000;
    private static final int LONGEST = 16_384;

    private final Documents documents = new Documents(MOST, LONGEST);

    void install(@Observes Router router) {
        router.post("/graphql")
                .order(BEFORE_THE_API)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::expand);
    }

    private void expand(RoutingContext request) {
        Optional<String> tenant = Account.of(request).map(Account::tenant);
        Optional<JsonObject> body = tenant.isPresent() ? bodyOf(request) : Optional.empty();
        String hash = body.map(PersistedQueries::hashIn).orElse(null);
        if (tenant.isEmpty() || body.isEmpty() || hash == null) {
            request.next();
            return;
        }
        String query = body.get().getString("query", "");
        if (query.isEmpty()) {
            documents
                    .find(tenant.get(), hash)
                    .ifPresentOrElse(
                            found -> run(request, body.get().put("query", found)),
                            () -> answer(request, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND"));
        } else if (hash.equals(Documents.hashOf(query))) {
            documents.keep(tenant.get(), hash, query);
            request.next();
        } else {
            answer(request, "sha256Hash is not the hash of the query: '" + hash + "'", "INVALID_INPUT");
        }
    }

    private static void run(RoutingContext request, JsonObject body) {
        ((RoutingContextInternal) request).setBody(body.toBuffer());
        request.next();
    }

    private static void answer(RoutingContext request, String message, String code) {
        var error = new JsonObject().put("message", message).put("extensions", new JsonObject().put("code", code));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("errors", new JsonArray().add(error)).encode());
    }

    private static Optional<JsonObject> bodyOf(RoutingContext request) {
        Buffer body = request.body().buffer();
        if (body == null || !body.toString().contains("persistedQuery")) {
            return Optional.empty();
        }
        try {
            return Optional.of(body.toJsonObject());
        } catch (DecodeException | ClassCastException e) {
            // Whoever reads it next says what is wrong with it.
            return Optional.empty();
        }
    }

    private static @Nullable String hashIn(JsonObject body) {
        return body.getValue("extensions") instanceof JsonObject extensions
                        && extensions.getValue("persistedQuery") instanceof JsonObject persisted
                        && persisted.getValue("sha256Hash") instanceof String hash
                ? hash.toLowerCase(Locale.ROOT)
                : null;
    }
}

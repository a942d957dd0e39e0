package dev.flotilla.control.access.factor;

import io.smallrye.graphql.api.DefaultNonNull;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What to ask the browser.
 *
 * @param options JSON text (WebAuthn 5.1, its options in JSON)
 */
@DefaultNonNull
public record PasskeyOffer(String options) {
    static PasskeyOffer of(Map<String, Object> options) {
        return new PasskeyOffer(new JsonObject(options).encode());
    }
}

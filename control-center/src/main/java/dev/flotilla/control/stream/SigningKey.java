package dev.flotilla.control.stream;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;

/**
 * A key with which the tenant signs playback tokens (JWT, ES256).
 *
 * @param id what a token says as "kid"
 * @param publicKey PEM
 */
@DefaultNonNull
public record SigningKey(@Id String id, String name, String publicKey, Instant createdAt, String createdBy) {}

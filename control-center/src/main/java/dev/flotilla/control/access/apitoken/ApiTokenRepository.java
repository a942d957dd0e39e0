package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ApiTokenRepository implements Rows<ApiTokenEntity> {}

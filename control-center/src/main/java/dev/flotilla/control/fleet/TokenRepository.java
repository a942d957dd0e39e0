package dev.flotilla.control.fleet;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TokenRepository implements Rows<TokenEntity> {}

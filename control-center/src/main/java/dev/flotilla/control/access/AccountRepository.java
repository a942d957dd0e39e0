package dev.flotilla.control.access;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AccountRepository implements Rows<AccountEntity> {}

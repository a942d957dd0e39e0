package dev.flotilla.control.tenant;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TenantRepository implements Rows<TenantEntity> {}

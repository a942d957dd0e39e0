package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class InviteRepository implements Rows<InviteEntity> {}

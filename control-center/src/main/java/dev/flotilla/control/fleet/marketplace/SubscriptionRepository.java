package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SubscriptionRepository implements Rows<SubscriptionEntity> {}

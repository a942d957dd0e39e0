/** Clusters that tenants share: what is offered, who may use it, and which of them serve a tenant now. */
@NullMarked
package dev.flotilla.control.fleet.marketplace;

import org.jspecify.annotations.NullMarked;

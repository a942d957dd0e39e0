/** PostgreSQL: the embedded one, the roles that work in it, migrations by feature, and the fence between tenants. */
@NullMarked
package dev.flotilla.control.database;

import org.jspecify.annotations.NullMarked;

/** What sources and outputs share: dialling, listening, looking up names. */
@NullMarked
package dev.flotilla.edge.engine.transport;

import org.jspecify.annotations.NullMarked;

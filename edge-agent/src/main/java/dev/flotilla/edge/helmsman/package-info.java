/** The unit beside a MistServer: takes its triggers, reports it, and keeps its configuration as it is told to. */
@NullMarked
package dev.flotilla.edge.helmsman;

import org.jspecify.annotations.NullMarked;

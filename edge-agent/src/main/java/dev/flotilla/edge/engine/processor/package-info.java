/** Which processor the threads of a flow run on. */
@NullMarked
package dev.flotilla.edge.engine.processor;

import org.jspecify.annotations.NullMarked;

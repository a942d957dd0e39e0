/** What MistServer takes out of a stream on command: recordings on disk, and pushes to other servers. */
@NullMarked
package dev.flotilla.mist.push;

import org.jspecify.annotations.NullMarked;

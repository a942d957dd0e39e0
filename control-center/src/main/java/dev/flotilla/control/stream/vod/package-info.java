/** Videos that users upload: in parts, by signed addresses; what they hold; who may watch them. */
@NullMarked
package dev.flotilla.control.stream.vod;

import org.jspecify.annotations.NullMarked;

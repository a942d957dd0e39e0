/** Where the bytes of clips, recordings and other files lie: a folder of ours, or S3. Whoever holds a signed address needs no other secret. */
@NullMarked
package dev.flotilla.control.object;

import org.jspecify.annotations.NullMarked;

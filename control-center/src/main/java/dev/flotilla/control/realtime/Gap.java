package dev.flotilla.control.realtime;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;

/**
 * Something that a subscription would have told and did not.
 *
 * @param missed how many events; empty when nobody knows
 */
@DefaultNonNull
@Name("LiveGap")
public record Gap(Reason reason, Optional<Integer> missed) {
    /** Why. */
    @Name("LiveGapReason")
    public enum Reason {
        /** Events came faster than they were taken. They are still there: subscribe again after the cursor before the gap. */
        SLOW,
        /** Events after the cursor are not kept any more, because they were too old or too many. */
        FORGOTTEN
    }
}

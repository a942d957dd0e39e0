package dev.flotilla.natives.rist;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Adds up what librist reports from its thread. Kept by the context for as long as C may call it. */
final class RistLedger implements LibRist.StatisticsCallback {
    private volatile RistStatistics latest = RistStatistics.NONE;

    RistLedger() {
        // Detached after each call, twice a second: an attached thread of librist would hold up the end of the JVM.
        Native.setCallbackThreadInitializer(this, new CallbackThreadInitializer(true, true, "rist-ledger"));
    }

    RistStatistics latest() {
        return latest;
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public int invoke(Pointer argument, Pointer container) {
        try {
            Pointer json = container.getPointer(Layout.STATISTICS_JSON);
            if (json != null) {
                latest = latest.plus(json.getString(0), System.nanoTime());
            }
        } catch (RuntimeException bug) {
            bug.printStackTrace();
        }
        return LibRist.rist_stats_free(container);
    }
}

package dev.flotilla.edge.mroute;

/** Whether a flow's transport runs, in mroute's words. It says nothing about media: that is the flow's health. */
public enum FlowStatus {
    /** Nobody wants it to run, and it does not. */
    STANDBY,
    /** It should run, and the engine has not been reached yet. */
    STARTING,
    /** The engine runs it. */
    ACTIVE,
    /** It should not run, and the engine has not been reached yet. */
    STOPPING,
    /** The engine refused it. */
    ERROR;

    static FlowStatus of(boolean isWanted, boolean runs, boolean isRefused) {
        if (runs) {
            return isWanted ? ACTIVE : STOPPING;
        }
        if (isRefused) {
            return ERROR;
        }
        return isWanted ? STARTING : STANDBY;
    }
}

package dev.flotilla.edge.engine.control;

/** A command that the engine does not carry out. The message goes to the agent. */
public final class RefusedException extends Exception {
    private final transient String fault;

    public RefusedException(String fault) {
        super(fault);
        this.fault = fault;
    }

    /** The message. */
    public String fault() {
        return fault;
    }
}

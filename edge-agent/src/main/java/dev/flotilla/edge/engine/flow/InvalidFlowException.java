package dev.flotilla.edge.engine.flow;

/** A specification that no flow can follow. The message names field and value. */
public final class InvalidFlowException extends Exception {
    private final transient String fault;

    InvalidFlowException(String fault) {
        super(fault);
        this.fault = fault;
    }

    /** The message. */
    public String fault() {
        return fault;
    }
}

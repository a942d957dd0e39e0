package dev.flotilla.edge.mroute.flow;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** A request about a flow that cannot be granted. The message is a sentence for whoever asked. */
public final class FlowRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    /** Why a request was refused, with its HTTP meaning. */
    public enum Fault {
        INVALID(400),
        UNKNOWN(404),
        CONFLICT(409),
        FAILED(500);

        private final int httpStatus;

        Fault(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        public int httpStatus() {
            return httpStatus;
        }
    }

    public FlowRefusal(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** The request itself is wrong. */
    @FormatMethod
    public static FlowRefusal invalid(@FormatString String format, Object... values) {
        return new FlowRefusal(Fault.INVALID, format.formatted(values));
    }

    /** The request is right, but the state of the node forbids it. */
    @FormatMethod
    public static FlowRefusal conflict(@FormatString String format, Object... values) {
        return new FlowRefusal(Fault.CONFLICT, format.formatted(values));
    }

    /** The id is none. */
    public static FlowRefusal malformed(IllegalArgumentException id) {
        return new FlowRefusal(Fault.INVALID, String.valueOf(id.getMessage()));
    }

    /** There is no flow of that id. */
    public static FlowRefusal unknown(String id) {
        return new FlowRefusal(Fault.UNKNOWN, "flow not found: " + id);
    }
}

package dev.flotilla.control.fleet.enrolment;

/** Why a machine is not let in. The code is part of the contract with agents. */
public enum EnrolmentFault {
    TOKEN_MALFORMED("token_malformed", 400, "This is no bootstrap token"),
    TOKEN_UNKNOWN("token_unknown", 401, "The bootstrap token is not known"),
    TOKEN_USED_UP("token_used_up", 403, "The bootstrap token is used up"),
    TOKEN_EXPIRED("token_expired", 403, "The bootstrap token has expired"),
    TOKEN_REVOKED("token_revoked", 403, "The bootstrap token was revoked"),
    TOKEN_FOREIGN("token_foreign", 403, "The bootstrap token is for another control center"),
    ADDRESS_NOT_EXPECTED("address_not_expected", 403, "The request came from another address than the token allows"),
    NODE_REVOKED("node_revoked", 403, "This machine was revoked"),
    NOT_GRANTED("not_granted", 403, "The tenant may have no more nodes"),
    CLOCK_SKEW("clock_skew", 422, "The clocks differ too much"),
    REQUEST_INVALID("request_invalid", 400, "The request is not valid"),
    TOO_MANY_ATTEMPTS("too_many_attempts", 429, "Too many attempts from this address");

    private final String code;
    private final int status;
    private final String title;

    EnrolmentFault(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The fault with a sentence for whoever installs the agent: it names what was sent, and what to do. */
    EnrolmentRefused because(String detail) {
        return new EnrolmentRefused(this, detail);
    }
}

package dev.flotilla.edge.uplink.enrolment;

import java.util.Arrays;
import java.util.Optional;

/** Every way in which enrolment fails, with the exit status of the command, what is wrong, and what to do about it. */
public enum EnrolmentFault {
    CENTER_ADDRESS(2, "that is no address of a control center", "write it as https://host:18443"),
    TOKEN_MISSING(
            10, "no bootstrap token was given", "set FLOTILLA_BOOTSTRAP_TOKEN or write the token to standard input"),
    TOKEN_MALFORMED(11, "that is no bootstrap token", "copy it again, whole, from the control center"),
    TOKEN_UNKNOWN(12, "the control center does not know this token", "check that it was made there, or make a new one"),
    TOKEN_USED_UP(13, "this token has been used as often as it may be", "make a new one in the control center"),
    TOKEN_EXPIRED(14, "this token has expired", "make a new one in the control center"),
    TOKEN_REVOKED(15, "this token was revoked", "ask whoever runs the fleet why, or make a new one"),
    TOKEN_FOREIGN(
            16,
            "this token is not for enrolling a node at this control center",
            "make one of kind 'edge node' in the control center that you name"),
    ADDRESS_NOT_EXPECTED(
            17,
            "this token may only be used from another address",
            "run this on the machine that it was made for, or make one without an expected address"),
    CLOCK_SKEW(
            18,
            "the clocks of this machine and of the control center differ too much",
            "set the clock, for example with 'timedatectl set-ntp true', and try again"),
    REQUEST_INVALID(
            19,
            "the control center does not accept the request",
            "check that agent and control center are of versions that fit together"),
    WRONG_AUTHORITY(
            20,
            "the answering server is not the control center that made this token; the token was not sent",
            "check the address; if it is right, somebody may be in between"),
    WRONG_HOST_NAME(
            21,
            "the certificate of the control center is not for this host name; the token was not sent",
            "use the name in flotilla.public-host of the control center, or change it there"),
    CENTER_CERTIFICATE(
            22,
            "the certificate of the control center is not valid; the token was not sent",
            "compare this machine's clock with the dates of the certificate"),
    CENTER_UNREACHABLE(
            23,
            "the control center cannot be reached",
            "check the address, the network and the firewall, and that the control center runs"),
    CENTER_FAILED(
            24,
            "the control center gave no usable answer",
            "look into its log, and check that the address is that of a Flotilla control center"),
    ALREADY_ENROLLED(25, "this node is enrolled already", "nothing needs doing; to enrol it anew, add --again"),
    DATA_FOLDER(26, "the identity cannot be read or stored", "check the data folder, and run this as the agent's user"),
    MACHINE_UNKNOWN(27, "this machine has no identity of its own", "see the reason given"),
    TOO_MANY_ATTEMPTS(28, "the control center has had too many attempts from this address", "wait a minute");

    private final int exitStatus;
    private final String wrong;
    private final String remedy;

    EnrolmentFault(int exitStatus, String wrong, String remedy) {
        this.exitStatus = exitStatus;
        this.wrong = wrong;
        this.remedy = remedy;
    }

    /** What the command exits with. */
    public int exitStatus() {
        return exitStatus;
    }

    /** Without the particulars of a case, for a list of all. */
    public String wrong() {
        return wrong;
    }

    /** One sentence for people: what is wrong, the particulars when there are any, and what to do next. */
    public String sentence(String particulars) {
        String middle = particulars.isEmpty() ? "" : " (" + particulars + ")";
        return Character.toUpperCase(wrong.charAt(0)) + wrong.substring(1) + middle + ": " + remedy + ".";
    }

    /** Whether the same request may succeed later without anybody doing something on this node. */
    public boolean mayPass() {
        return switch (this) {
            case CENTER_UNREACHABLE, CENTER_FAILED, CENTER_CERTIFICATE, CLOCK_SKEW, TOO_MANY_ATTEMPTS -> true;
            default -> false;
        };
    }

    /** The fault that the control center means by the code in its answer. */
    static Optional<EnrolmentFault> ofCode(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().equalsIgnoreCase(code))
                .findFirst();
    }
}

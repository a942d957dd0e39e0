package dev.flotilla.natives.libc;

/** Sizes and offsets of the C structures that the sockets touch, in bytes, on 64-bit Linux. A test compiles C to check them. */
final class Layout {
    static final int IOVEC_SIZE = 16;
    static final int IOVEC_BASE = 0;
    static final int IOVEC_LENGTH = 8;

    static final int MMSGHDR_SIZE = 64;
    static final int MMSGHDR_LENGTH = 56;
    static final int MSGHDR_NAME = 0;
    static final int MSGHDR_NAME_LENGTH = 8;
    static final int MSGHDR_IOV = 16;
    static final int MSGHDR_IOV_LENGTH = 24;
    static final int MSGHDR_CONTROL = 32;
    static final int MSGHDR_CONTROL_LENGTH = 40;
    static final int MSGHDR_FLAGS = 48;

    static final int CMSGHDR_SIZE = 16;
    static final int CMSGHDR_LENGTH = 0;
    static final int CMSGHDR_LEVEL = 8;
    static final int CMSGHDR_TYPE = 12;
    static final int CMSG_ALIGNMENT = 8;

    static final int POLLFD_SIZE = 8;
    static final int POLLFD_EVENTS = 4;

    static final int TIMESPEC_SIZE = 16;
    static final int TIMESPEC_NS = 8;

    static final int GROUP_REQ_SIZE = 136;
    static final int GROUP_SOURCE_REQ_SIZE = 264;
    static final int GROUP_REQ_GROUP = 8;
    static final int GROUP_SOURCE_REQ_SOURCE = 136;

    static final int IP_MREQN_SIZE = 12;
    static final int IP_MREQN_INTERFACE = 8;

    static final int SOCKADDR_IN_SIZE = 16;
    static final int SOCKADDR_IN6_SIZE = 28;
    static final int SOCKADDR_PORT = 2;
    static final int SOCKADDR_IN_ADDRESS = 4;
    static final int SOCKADDR_IN6_ADDRESS = 8;
    static final int SOCKADDR_IN6_SCOPE = 24;

    private Layout() {}
}

package dev.flotilla.control.realtime.socket;

/** Why a socket is closed; 4000 and above are those of graphql-transport-ws. */
enum CloseCode {
    GOING_AWAY(1001),
    TRY_AGAIN_LATER(1013),
    BAD_MESSAGE(4400),
    UNAUTHORIZED(4401),
    FORBIDDEN(4403),
    INIT_TIMEOUT(4408),
    DUPLICATE_SUBSCRIBER(4409),
    TOO_MANY_INITS(4429);

    private final short number;

    CloseCode(int number) {
        this.number = (short) number;
    }

    short number() {
        return number;
    }
}

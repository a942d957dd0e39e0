/* What an SRT sender and an SRT sink have in common. */
#pragma once
#include "control.h"
#include <arpa/inet.h>
#include <srt/srt.h>

#define LATENCY_MS 120

static inline void srt_fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, srt_getlasterror_str());
    exit(1);
}

/* A socket that never blocks; with a passphrase it encrypts by AES-256. */
static inline SRTSOCKET srt_peer(const char *passphrase) {
    int no = 0, latency = LATENCY_MS, key = 32;
    SRTSOCKET socket = srt_create_socket();
    srt_setsockflag(socket, SRTO_RCVSYN, &no, sizeof no);
    srt_setsockflag(socket, SRTO_SNDSYN, &no, sizeof no);
    srt_setsockflag(socket, SRTO_LATENCY, &latency, sizeof latency);
    if (*passphrase && (srt_setsockflag(socket, SRTO_PASSPHRASE, passphrase, strlen(passphrase)) ||
                        srt_setsockflag(socket, SRTO_PBKEYLEN, &key, sizeof key))) {
        srt_fail("passphrase");
    }
    return socket;
}

static inline struct sockaddr_in local_port(int port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

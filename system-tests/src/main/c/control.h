/* The tools answer on standard output to what is written to them: "mark" forgets the counts, "read" tells them as one line of
 * key=value, and the end of the input ends the tool, so that none outlives the benchmark. */
#pragma once
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct control {
    void (*mark)(void);
    void (*tell)(void);
};

static void *control_serve(void *argument) {
    struct control *control = argument;
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        if (!strcmp(line, "mark\n")) {
            control->mark();
            printf("marked=1");
        } else {
            control->tell();
        }
        printf("\n");
        fflush(stdout);
    }
    exit(0);
}

static inline void control_start(struct control *control) {
    pthread_t thread;
    if (pthread_create(&thread, 0, control_serve, control)) {
        perror("thread");
        exit(1);
    }
}

static inline void fail(const char *what) {
    perror(what);
    exit(1);
}

/* Time in nanoseconds, and sleeping until a moment instead of for a while. */
#pragma once
#include <stdint.h>
#include <sys/prctl.h>
#include <time.h>

static inline int64_t clock_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static inline int64_t now_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

static inline void sleep_until(int64_t ns) {
    struct timespec t = {ns / 1000000000LL, ns % 1000000000LL};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, 0);
}

/* The kernel may wake a thread 50 microseconds late in order to save wake-ups; a generator wants none of that. */
static inline void sleep_exactly(void) { prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0); }

/* Single measurements, kept to be sorted. */
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_SAMPLES 4000000

struct samples {
    int64_t *values;
    long count;
};

static inline void samples_add(struct samples *samples, int64_t value) {
    if (!samples->values) {
        samples->values = malloc(MOST_SAMPLES * sizeof *samples->values);
    }
    if (samples->count < MOST_SAMPLES) {
        samples->values[samples->count++] = value;
    }
}

static int samples_compare(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Answers quantiles in microseconds as key=value, and sorts what was added. */
static inline void samples_tell(struct samples *samples, const char *name) {
    static const struct {
        const char *name;
        double part;
    } wanted[] = {{"p50", 0.5}, {"p99", 0.99}, {"p999", 0.999}, {"max", 1}};
    if (samples->count == 0) {
        return;
    }
    qsort(samples->values, samples->count, sizeof *samples->values, samples_compare);
    for (int i = 0; i < 4; i++) {
        long at = (long)(wanted[i].part * (samples->count - 1));
        printf("%s_%s=%.1f ", name, wanted[i].name, samples->values[at] / 1e3);
    }
}

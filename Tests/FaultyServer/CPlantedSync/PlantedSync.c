#define _GNU_SOURCE
#include "PlantedSync.h"
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile int mode = PLANTED_SYNC_HONEST;

void planted_sync_be(int how) { mode = how; }

#ifdef __linux__
static int is_log(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path);
    return length > 4 && memcmp(path + length - 4, "-wal", 4) == 0;
}

// A program's own functions come before those of the libraries it loads, so SQLite finds these. What they call is what it
// would have found, a library that stands in between for a test included.
static int sync_by(const char *name, int descriptor) {
    if (mode == PLANTED_SYNC_SKIPS) return 0;
    if (mode == PLANTED_SYNC_SKIPS_LOG && is_log(descriptor)) return 0;
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = real(descriptor);
    if (result < 0 && mode == PLANTED_SYNC_RETRIES) result = real(descriptor);
    return result;
}

int fdatasync(int descriptor) { return sync_by("fdatasync", descriptor); }
int fsync(int descriptor) { return sync_by("fsync", descriptor); }
#endif

#define _GNU_SOURCE
#include "PlantedSync.h"
#include <unistd.h>

static volatile int mode = PLANTED_SYNC_HONEST;

void planted_sync_be(int how) { mode = how; }

#ifdef __linux__
#include <sys/syscall.h>

// A program's own functions come before those of the libraries it loads, so SQLite finds these.
static int sync_by(long number, int descriptor) {
    if (mode == PLANTED_SYNC_SKIPS) return 0;
    long result = syscall(number, descriptor);
    if (result < 0 && mode == PLANTED_SYNC_RETRIES) result = syscall(number, descriptor);
    return (int)result;
}

int fdatasync(int descriptor) { return sync_by(SYS_fdatasync, descriptor); }
int fsync(int descriptor) { return sync_by(SYS_fsync, descriptor); }
#endif

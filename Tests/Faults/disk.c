// A disk that fails where it is told to, between a program and libc (LD_PRELOAD).
//
// It numbers what a process does to the files whose path begins with FAULTS_FILE, over all its threads, from 1: writes,
// syncs, truncations, removals. strace counts for each thread apart, and which thread a commit runs on is chance; here
// "the 57th" is the same one in every run.
//
//   FAULTS_FILE   the path of the database; its -shm, .lock and the like are left alone: nothing in them has to last
//   FAULTS_LOG    where each operation is written down: NUMBER NAME FILE OFFSET LENGTH OUTCOME
//   FAULTS_PLAN   NUMBER:WHAT, several with commas; WHAT is
//                 kill     the process ends before the operation is done, as by kill -9
//                 torn     the same, and the first half of a write is done
//                 eio      the operation fails with EIO and is not done
//                 enospc   the operation fails with ENOSPC and is not done
//                 doneeio  the operation is done, and says EIO all the same
//
// Several processes that share a log (a server that is started again) do not share the count: it begins anew.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long count;
static int log_file = -1;

enum what { NOTHING, KILL, TORN, FAIL_EIO, FAIL_ENOSPC, DONE_EIO };
static const char *const words[] = {"done", "kill", "torn", "eio", "enospc", "doneeio"};

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

// What is behind the prefix: "" for the database, "-wal", "-journal"; or the folder, whose sync makes names last.
static int concerns(const char *path, char *name, size_t size) {
    const char *prefix = getenv("FAULTS_FILE");
    if (!prefix) return 0;
    size_t length = strlen(prefix);
    if (strncmp(path, prefix, length) == 0) {
        const char *rest = path + length;
        if (strcmp(rest, "") != 0 && strcmp(rest, "-wal") != 0 && strcmp(rest, "-journal") != 0) return 0;
        snprintf(name, size, "%s", *rest ? rest + 1 : "db");
        return 1;
    }
    const char *slash = strrchr(prefix, '/');
    if (slash && (size_t)(slash - prefix) == strlen(path) && strncmp(path, prefix, strlen(path)) == 0) {
        snprintf(name, size, "folder");
        return 1;
    }
    return 0;
}

static int concerns_descriptor(int descriptor, char *name, size_t size) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || path[0] != '/') return 0;
    path[length] = 0;
    return concerns(path, name, size);
}

static enum what planned(long number) {
    const char *plan = getenv("FAULTS_PLAN");
    while (plan && *plan) {
        char *end;
        long at = strtol(plan, &end, 10);
        if (*end != ':') return NOTHING;
        const char *word = end + 1;
        size_t length = strcspn(word, ",");
        if (at == number) {
            for (int what = KILL; what <= DONE_EIO; what++) {
                if (strlen(words[what]) == length && strncmp(words[what], word, length) == 0) return what;
            }
        }
        plan = word + length;
        if (*plan == ',') plan++;
    }
    return NOTHING;
}

// Numbers an operation and writes it down. Held under the lock until it is done, so that the log is in the order of doing.
static enum what begin(const char *operation, const char *name, long long offset, size_t length) {
    pthread_mutex_lock(&lock);
    count++;
    enum what what = planned(count);
    if (log_file < 0) {
        const char *path = getenv("FAULTS_LOG");
        int (*real_open)(const char *, int, ...) = next("open");
        if (path) log_file = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (log_file >= 0) {
        char line[256];
        int size = snprintf(
            line, sizeof line, "%ld %s %s %lld %zu %s\n", count, operation, name, offset, length, words[what]);
        ssize_t (*real_write)(int, const void *, size_t) = next("write");
        real_write(log_file, line, (size_t)size);
    }
    if (what == KILL) kill(getpid(), SIGKILL), pause();
    return what;
}

static void end(void) {
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
}

static ssize_t failed(int error) {
    errno = error;
    return -1;
}

static ssize_t write_at(
    const char *operation, ssize_t (*at)(int, const void *, size_t, off64_t), ssize_t (*here)(int, const void *, size_t),
    int descriptor, const void *bytes, size_t length, off64_t offset) {
    char name[16];
    if (!concerns_descriptor(descriptor, name, sizeof name)) {
        return at ? at(descriptor, bytes, length, offset) : here(descriptor, bytes, length);
    }
    enum what what = begin(operation, name, offset, length);
    ssize_t result;
    switch (what) {
    case FAIL_EIO: result = failed(EIO); break;
    case FAIL_ENOSPC: result = failed(ENOSPC); break;
    case TORN: length /= 2; __attribute__((fallthrough));
    default: result = at ? at(descriptor, bytes, length, offset) : here(descriptor, bytes, length);
    }
    if (what == TORN) kill(getpid(), SIGKILL), pause();
    if (what == DONE_EIO) result = failed(EIO);
    end();
    return result;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = next("pwrite64");
    return write_at("write", real, NULL, descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    return pwrite64(descriptor, bytes, length, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = next("write");
    return write_at("write", NULL, real, descriptor, bytes, length, -1);
}

static int other(const char *operation, const char *name, int (*real)(int), int descriptor) {
    enum what what = begin(operation, name, -1, 0);
    int result;
    switch (what) {
    case FAIL_EIO: result = (int)failed(EIO); break;
    case FAIL_ENOSPC: result = (int)failed(ENOSPC); break;
    default: result = real(descriptor);
    }
    if (what == TORN) kill(getpid(), SIGKILL), pause();
    if (what == DONE_EIO) result = (int)failed(EIO);
    end();
    return result;
}

int fdatasync(int descriptor) {
    static int (*real)(int);
    if (!real) real = next("fdatasync");
    char name[16];
    return concerns_descriptor(descriptor, name, sizeof name) ? other("sync", name, real, descriptor) : real(descriptor);
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (!real) real = next("fsync");
    char name[16];
    return concerns_descriptor(descriptor, name, sizeof name) ? other("sync", name, real, descriptor) : real(descriptor);
}

int ftruncate64(int descriptor, off64_t length) {
    static int (*real)(int, off64_t);
    if (!real) real = next("ftruncate64");
    char name[16];
    if (!concerns_descriptor(descriptor, name, sizeof name)) return real(descriptor, length);
    enum what what = begin("truncate", name, length, 0);
    int result = what == FAIL_EIO ? (int)failed(EIO) : what == FAIL_ENOSPC ? (int)failed(ENOSPC) : real(descriptor, length);
    if (what == TORN) kill(getpid(), SIGKILL), pause();
    if (what == DONE_EIO) result = (int)failed(EIO);
    end();
    return result;
}

int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

int unlink(const char *path) {
    static int (*real)(const char *);
    if (!real) real = next("unlink");
    char name[16];
    if (!concerns(path, name, sizeof name)) return real(path);
    enum what what = begin("remove", name, -1, 0);
    int result = what == FAIL_EIO ? (int)failed(EIO) : what == FAIL_ENOSPC ? (int)failed(ENOSPC) : real(path);
    if (what == TORN) kill(getpid(), SIGKILL), pause();
    end();
    return result;
}

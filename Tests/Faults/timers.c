// Lets timers pass libfaketime by (LD_PRELOAD, before it).
//
// libfaketime 0.9.10 takes every absolute timerfd for one of the wall clock, also those by the time since the machine began,
// which are what Swift sleeps by: moved by hours they would come hours late or at once, whatever the program did. The wall
// clock itself is still libfaketime's.
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int descriptor, int flags, const struct itimerspec *to, struct itimerspec *before) {
    return (int)syscall(SYS_timerfd_settime, descriptor, flags, to, before);
}

int timerfd_gettime(int descriptor, struct itimerspec *now) {
    return (int)syscall(SYS_timerfd_gettime, descriptor, now);
}

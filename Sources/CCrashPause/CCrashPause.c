#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CCrashPause.h"
#include <signal.h>
#include <stddef.h>
#include <time.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };
static struct sigaction before[CRASHES];
static struct timespec pause_time;

/* Async-signal-safe: it waits and puts back what there was. The instruction that crashed then crashes again, and abort()
   raises its signal again; a signal that was sent, as by a watchdog, is raised here: once for whoever was to hear of it before,
   which may print a backtrace and return, and once for the end. */
static void pause_first(int signal, siginfo_t *info, void *context) {
    (void)context;
    struct timespec left = pause_time;
    while (nanosleep(&left, &left) != 0) {}
    for (int index = 0; index < CRASHES; index++) {
        if (crashes[index] == signal) sigaction(signal, &before[index], NULL);
    }
    if (info == NULL || (info->si_code != SI_USER && info->si_code != SI_TKILL)) return;
    sigset_t this;
    sigemptyset(&this);
    sigaddset(&this, signal);
    pthread_sigmask(SIG_UNBLOCK, &this, NULL);
    raise(signal);
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal, &standard, NULL);
    raise(signal);
}

void martlet_pause_before_crash(int milliseconds) {
    static int is_done = 0;
    if (__atomic_exchange_n(&is_done, 1, __ATOMIC_SEQ_CST)) return;
    pause_time.tv_sec = milliseconds / 1000;
    pause_time.tv_nsec = (long)(milliseconds % 1000) * 1000000;
    struct sigaction action = {0};
    action.sa_sigaction = pause_first;
    /* Where there is another stack for handlers, as for code that overflowed its own, it is used. */
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < CRASHES; index++) sigaction(crashes[index], &action, &before[index]);
}

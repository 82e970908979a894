#define _GNU_SOURCE
#include "CChild.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

extern char **environ;

static void held(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGCHLD);
}

/* Nothing that is open here is left open by exec, but for one: children must not hold our lock. */
static void close_on_exec(int kept) {
#if defined(__linux__) && defined(SYS_close_range)
    /* 4 is CLOSE_RANGE_CLOEXEC; older kernels refuse it. */
    if (syscall(SYS_close_range, 3u, ~0u, 4u) != 0)
#endif
    {
        for (int descriptor = 3; descriptor < 1024; descriptor++) {
            int flags = fcntl(descriptor, F_GETFD);
            if (flags >= 0) fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
        }
    }
    if (kept >= 0) fcntl(kept, F_SETFD, 0);
}

/* Between fork and exec: only what POSIX allows there. */
static void become_child(const struct martlet_child_plan *plan, pid_t parent, int failure) {
    if (plan->leads_session) setsid();
    else setpgid(0, 0);
#ifdef __linux__
    if (plan->death_signal != 0) {
        prctl(PR_SET_PDEATHSIG, plan->death_signal);
        /* It may have ended before it could be asked for. */
        if (getppid() != parent) _exit(0);
    }
#endif
    int empty = open("/dev/null", O_RDONLY);
    if (empty > 0) {
        dup2(empty, 0);
    }
    dup2(plan->output, 1);
    dup2(plan->output, 2);
    close_on_exec(-1);
    for (int signal = 1; signal < NSIG; signal++) {
        struct sigaction standard = {.sa_handler = SIG_DFL};
        sigaction(signal, &standard, 0);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    execve(plan->path, plan->arguments, plan->variables);
    int error = errno;
    ssize_t written = write(failure, &error, sizeof error);
    (void)written;
    _exit(127);
}

int martlet_child_start(const struct martlet_child_plan *plan, pid_t *pid) {
    int failure[2];
    if (pipe(failure) != 0) return errno;
    fcntl(failure[0], F_SETFD, FD_CLOEXEC);
    fcntl(failure[1], F_SETFD, FD_CLOEXEC);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) {
        int error = errno;
        close(failure[0]);
        close(failure[1]);
        return error;
    }
    if (child == 0) become_child(plan, parent, failure[1]);
    close(failure[1]);
    int error = 0;
    ssize_t count;
    do count = read(failure[0], &error, sizeof error);
    while (count < 0 && errno == EINTR);
    close(failure[0]);
    *pid = child;
    return count == sizeof error ? error : 0;
}

pid_t martlet_child_reap(int *status) {
    siginfo_t ended = {0};
    if (waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) != 0 || ended.si_pid == 0) return 0;
    /* Its number is ours until it is reaped, so this can only be its own group. */
    kill(-ended.si_pid, SIGKILL);
    return waitpid(ended.si_pid, status, 0);
}

void martlet_child_adopt_orphans(void) {
#ifdef __linux__
    prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

void martlet_child_hold_signals(void) {
    /* Whoever starts us without standard files must not have a log of a child become one. */
    int descriptor;
    do descriptor = open("/dev/null", O_RDWR);
    while (descriptor >= 0 && descriptor <= 2);
    if (descriptor > 2) close(descriptor);
    sigset_t set;
    held(&set);
    sigprocmask(SIG_BLOCK, &set, 0);
}

int martlet_child_await_signal(long milliseconds) {
    sigset_t set;
    held(&set);
#ifdef __linux__
    struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = (milliseconds % 1000) * 1000000};
    int signal = sigtimedwait(&set, 0, &limit);
    return signal > 0 ? signal : 0;
#else
    /* Without sigtimedwait a look ten times a second has to do. */
    sigset_t pending;
    for (long waited = 0;; waited += 100) {
        if (sigpending(&pending) == 0) {
            int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
            for (int index = 0; index < 4; index++) {
                int signal;
                if (sigismember(&pending, signals[index]) == 1 && sigwait(&set, &signal) == 0) return signal;
            }
        }
        if (waited >= milliseconds) return 0;
        struct timespec pause = {.tv_sec = 0, .tv_nsec = 100000000};
        nanosleep(&pause, 0);
    }
#endif
}

int martlet_child_become(const char *path, char *const *arguments, int kept) {
    close_on_exec(kept);
    execve(path, arguments, environ);
    return errno;
}

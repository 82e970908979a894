/* What Swift cannot do: the moments between fork and exec. Used by Pools' ChildProcess, whose comment says why. */
#ifndef MARTLET_CHILD_H
#define MARTLET_CHILD_H

#include <signal.h>
#include <sys/types.h>

/* How a process is started. */
struct martlet_child_plan {
    const char *path;
    char *const *arguments;
    char *const *variables;
    /* Where its standard output and standard error go. Its standard input is empty; no other file of ours is open in it. */
    int output;
    /* The signal that it gets when the thread that started it ends; 0 for none. Only Linux has this. */
    int death_signal;
    /* Whether it gets a session of its own, and so outlives the terminal; else a process group of its own. */
    int leads_session;
};

/* Starts a process. 0, or the error number of what failed, also of exec. */
int martlet_child_start(const struct martlet_child_plan *plan, pid_t *pid);

/* Reaps a child that ended, and ends at once what is left of its process group. Its number, or 0 when none has ended. */
pid_t martlet_child_reap(int *status);

/* Makes orphans of our children our own children, so that we can end and reap them. Only Linux has this. */
void martlet_child_adopt_orphans(void);

/* Holds back TERM, INT, HUP and CHLD from now on, for martlet_child_await_signal. */
void martlet_child_hold_signals(void);

/* The number of a signal that was held back, or 0 after so many milliseconds without one. */
int martlet_child_await_signal(long milliseconds);

/* Runs another program in this process, without letting go of one open file. Returns only when that fails: the error
   number. */
int martlet_child_become(const char *path, char *const *arguments, int kept);

#endif

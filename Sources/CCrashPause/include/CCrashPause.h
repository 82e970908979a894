/* What Swift cannot say soundly: a signal handler. Used by Logs' CrashPause, whose comment says why it is done so. */
#ifndef MARTLET_CRASH_PAUSE_H
#define MARTLET_CRASH_PAUSE_H

/* Makes a thread that crashes wait so many milliseconds before the process ends as it would have; once a process. */
void martlet_pause_before_crash(int milliseconds);

#endif

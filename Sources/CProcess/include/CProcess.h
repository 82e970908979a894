/* What Swift cannot say soundly of the process itself: writing over the memory that the kernel shows as its command line, and a
   wish that belongs to its first thread. Used by PoolPrograms' ProcessTitle and SelfExecution. */
#ifndef MARTLET_PROCESS_H
#define MARTLET_PROCESS_H

/* Makes the place for a title: what lies there is copied elsewhere first. To be called once, before other threads run that may
   ask for environment variables. Returns how many bytes a title may have; 0 where there can be none. */
unsigned long martlet_title_prepare(void);

/* Writes a title over the place, cut to its size. Not to be called by two threads at once. */
void martlet_title_set(const char *title);

/* Gives the calling thread the signal that the first thread was to get when the parent dies, as a supervisor asked for it. The
   thread that calls execve becomes the first, and the wish goes with the thread. */
void martlet_keep_death_signal(void);

#endif

/* Exchanging two folders in one step: renameat2 of Linux. glibc declares it only under _GNU_SOURCE, which Swift's own
   Glibc module is not built with, so it is declared here once more, word for word. */
#include <stdio.h>

#if defined(__linux__)
#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1 << 1)
#endif
extern int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
#endif

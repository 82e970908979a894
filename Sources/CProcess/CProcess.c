#include "CProcess.h"

#if defined(__linux__)
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

extern char **environ;

/* Arguments and environment as the kernel put them on the first stack: one after the other, each with its zero. */
static char *place;
static size_t place_size;

/* Fields 48 to 51 of /proc/self/stat: where the arguments and the environment begin and end. They are told of the process
   itself only, and are zero otherwise. */
static int find(uintptr_t *from, uintptr_t *middle, uintptr_t *to) {
    char text[2048];
    FILE *file = fopen("/proc/self/stat", "re");
    if (file == NULL) return 0;
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = 0;
    char *field = strrchr(text, ')');
    if (field == NULL) return 0;
    unsigned long value[52] = {0};
    field += 2;
    /* The third field, the state, is a letter. */
    int number = 3;
    for (char *rest = NULL, *word = strtok_r(field, " ", &rest); word != NULL && number < 52;
         word = strtok_r(NULL, " ", &rest), number++)
        value[number] = strtoul(word, NULL, 10);
    unsigned long arg_start = value[48], arg_end = value[49], env_start = value[50], env_end = value[51];
    if (arg_start == 0 || arg_end <= arg_start) return 0;
    *from = arg_start;
    *middle = arg_end;
    /* The environment follows directly, or is not taken. */
    *to = env_start == arg_end && env_end > env_start ? env_end : arg_end;
    return 1;
}

unsigned long martlet_title_prepare(void) {
    uintptr_t from, middle, to;
    if (place != NULL) return place_size - 1;
    if (!find(&from, &middle, &to)) return 0;
    if (to > middle && environ != NULL) {
        size_t count = 0;
        while (environ[count] != NULL) count++;
        char **copies = malloc((count + 1) * sizeof *copies);
        int whole = copies != NULL;
        for (size_t index = 0; whole && index < count; index++) {
            uintptr_t entry = (uintptr_t)environ[index];
            /* What setenv put elsewhere already stays where it is. */
            copies[index] = entry >= from && entry < to ? strdup(environ[index]) : environ[index];
            whole = copies[index] != NULL;
        }
        if (whole) {
            copies[count] = NULL;
            environ = copies;
        } else {
            to = middle;
        }
    }
    place = (char *)from;
    place_size = to - from;
    return place_size - 1;
}

void martlet_title_set(const char *title) {
    if (place == NULL) return;
    size_t length = strlen(title);
    if (length > place_size - 1) length = place_size - 1;
    /* The last byte is zero throughout, so whoever still has an argument of old reads to an end. A title that goes beyond where
       the arguments ended is shown whole: the kernel takes what is not zero there for a title. */
    memcpy(place, title, length);
    memset(place + length, 0, place_size - length);
}

static int death_signal;

/* Before main, on the first thread: later nobody can ask for it. */
__attribute__((constructor)) static void note_death_signal(void) {
    if (prctl(PR_GET_PDEATHSIG, &death_signal) != 0) death_signal = 0;
}

void martlet_keep_death_signal(void) {
    if (death_signal != 0) prctl(PR_SET_PDEATHSIG, (unsigned long)death_signal);
}
#else
unsigned long martlet_title_prepare(void) { return 0; }

void martlet_title_set(const char *title) { (void)title; }

void martlet_keep_death_signal(void) {}
#endif

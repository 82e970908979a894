#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTurnThread.h"
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

__thread volatile int martlet_turn_shelters = 0;
static __thread struct martlet_turn_post *volatile post_of_thread = NULL;

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include <dlfcn.h>
#include <link.h>
#include <ucontext.h>

/* Where the program's own code lies in memory; libraries lie elsewhere. */
static uintptr_t own_low, own_high;
static int can_park = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int parking_signal(void) { return SIGRTMIN + 6; }

/* Async-signal-safe: it reads, changes one word, and pauses. Every signal is blocked meanwhile, so that the thread takes
   none that is meant for the process, and pause never returns. */
static void park(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)info;
    struct martlet_turn_post *post = post_of_thread;
    if (post == NULL || martlet_turn_shelters != 0) return;
#if defined(__x86_64__)
    uintptr_t place = (uintptr_t)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#else
    uintptr_t place = (uintptr_t)((ucontext_t *)context)->uc_mcontext.pc;
#endif
    if (place < own_low || place >= own_high) return;
    long word = martlet_turn_word(post);
    if ((word & 7) != MARTLET_TURN_ABANDONED) return;
    if (!martlet_turn_change(post, word, (word & ~7L) | MARTLET_TURN_PARKED)) return;
    for (;;) pause();
}

/* The first object is the program itself. */
static int note_own_code(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    for (int index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[index];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
        uintptr_t low = info->dlpi_addr + part->p_vaddr, high = low + part->p_memsz;
        if (own_low == 0 || low < own_low) own_low = low;
        if (high > own_high) own_high = high;
    }
    return 1;
}

/* Whether a function lies in the program itself, because a library was linked into it. */
static int is_own(const char *name) {
    uintptr_t place = (uintptr_t)dlsym(RTLD_DEFAULT, name);
    return place == 0 || (place >= own_low && place < own_high);
}

static void prepare(void) {
    dl_iterate_phdr(note_own_code, NULL);
    /* Where the runtime or the allocator is part of the program, its locks cannot be told from the program's own code. */
    if (own_low == 0 || is_own("swift_retain") || is_own("malloc")) return;
    struct sigaction action = {0};
    action.sa_sigaction = park;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigfillset(&action.sa_mask);
    can_park = sigaction(parking_signal(), &action, NULL) == 0;
}

/* A new thread has the signals blocked that its creator had: libdispatch blocks nearly all. */
static void receive(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, parking_signal());
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

int martlet_turn_can_park(void) {
    pthread_once(&once, prepare);
    return can_park;
}

void martlet_turn_ask_to_park(pthread_t thread) {
    if (martlet_turn_can_park()) pthread_kill(thread, parking_signal());
}
#else
static void receive(void) {}

int martlet_turn_can_park(void) { return 0; }

void martlet_turn_ask_to_park(pthread_t thread) { (void)thread; }
#endif

void martlet_turn_take_post(struct martlet_turn_post *post) {
    post_of_thread = post;
    if (post != NULL) receive();
#if defined(__linux__)
    pthread_setname_np(pthread_self(), "workflow-code");
#endif
}

/* What Swift cannot say soundly: a signal handler, and values of one thread. Used by Martlet's TurnThread, whose comment
   says why it is done so. */
#ifndef MARTLET_TURN_THREAD_H
#define MARTLET_TURN_THREAD_H

#include <pthread.h>

/* The state of a job; with its number it makes one word. Only the watch abandons, and only the thread leaves. */
enum {
    MARTLET_TURN_IDLE = 0,
    MARTLET_TURN_RUNNING = 1,
    MARTLET_TURN_ABANDONED = 2,
    MARTLET_TURN_PARKED = 3
};

/* What a thread shares with whoever watches it: eight times the number of its job, plus the state of that job. */
struct martlet_turn_post {
    long word;
};

static inline long martlet_turn_word(const struct martlet_turn_post *post) {
    return __atomic_load_n(&post->word, __ATOMIC_ACQUIRE);
}

/* Changes the word from one value to another; 0 when it was not the one. */
static inline int martlet_turn_change(struct martlet_turn_post *post, long from, long to) {
    return __atomic_compare_exchange_n(&post->word, &from, to, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/* How many shelters the calling thread is in: there it is not parked. */
extern __thread volatile int martlet_turn_shelters;

static inline void martlet_turn_enter_shelter(void) {
    martlet_turn_shelters = martlet_turn_shelters + 1;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

static inline void martlet_turn_leave_shelter(void) {
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    martlet_turn_shelters = martlet_turn_shelters - 1;
}

/* Says which post is the calling thread's; none at its end. */
void martlet_turn_take_post(struct martlet_turn_post *post);

/* Installs the signal's handler, once; 0 where threads cannot be parked. */
int martlet_turn_can_park(void);

/* Asks a thread to park itself, if it was abandoned and stands where it may. Its word tells whether it did. */
void martlet_turn_ask_to_park(pthread_t thread);

#endif

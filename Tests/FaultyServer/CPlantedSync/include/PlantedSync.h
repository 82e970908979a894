#ifndef PLANTED_SYNC_H
#define PLANTED_SYNC_H

/// What fdatasync and fsync do in this program, SQLite's calls included.
enum planted_sync {
    PLANTED_SYNC_HONEST = 0,
    PLANTED_SYNC_SKIPS = 1,
    PLANTED_SYNC_RETRIES = 2,
    PLANTED_SYNC_SKIPS_LOG = 3
};

void planted_sync_be(int how);

#endif

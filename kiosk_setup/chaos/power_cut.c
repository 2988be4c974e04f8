/* Takes the power away under SQLite: loaded by LD_PRELOAD, it remembers what each file under a folder held before
 * the writes that nothing has synced yet. At a chosen write, sync or change of length the power goes: of every
 * sector that was not synced, the new or the old content stays, by chance; one may be torn in its middle; a file
 * that had changed its length has the one or the other; then the process is dead. Shared memory (-shm) is lost whole.
 *
 * One process, one thread at a time. What is not played: a lost entry of a directory.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { SECTOR = 512, MOST_FILES = 64 };

struct sector { off_t at; size_t held; unsigned char old[SECTOR]; struct sector *next; };
struct file { dev_t device; ino_t inode; int handle; off_t synced_size; struct sector *dirty; };

static struct file files[MOST_FILES];
static int file_count, armed, swallow, report = -1, tear;
static char folder[PATH_MAX];
static long countdown, calls;
static uint64_t dice;

static ssize_t (*plain_write)(int, const void *, size_t);
static ssize_t (*plain_pwrite)(int, const void *, size_t, off_t);
static int (*plain_fsync)(int);
static int (*plain_fdatasync)(int);
static int (*plain_ftruncate)(int, off_t);

__attribute__((constructor)) static void begin(void)
{
    plain_write = dlsym(RTLD_NEXT, "write");
    plain_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    plain_fsync = dlsym(RTLD_NEXT, "fsync");
    plain_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    plain_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
}

static uint32_t chance(void) /* xorshift64*: the same seed, the same losses */
{
    dice ^= dice >> 12, dice ^= dice << 25, dice ^= dice >> 27;
    return (uint32_t)((dice * 2685821657736338717ULL) >> 32);
}

/* From here on the files under `where` are watched; at the `at`-th call that changes or syncs one, the power goes.
 * `pipe` is told the numbers of sectors kept, lost and torn. With `no_sync` syncing does nothing, as in a disk that lies. */
void power_goes(const char *where, long at, uint64_t seed, int pipe, int no_sync)
{
    snprintf(folder, sizeof folder, "%s/", where);
    countdown = at, dice = seed * 2 + 1, report = pipe, swallow = no_sync, armed = 1;
    for (int warm = 0; warm < 8; warm++)
        chance();
}

/* How many calls have been counted. */
long power_calls(void)
{
    return calls;
}

static struct file *watched(int handle)
{
    if (!armed)
        return NULL;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return NULL;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) != 0)
        return NULL;
    if ((length > 4 && strcmp(path + length - 4, "-shm") == 0) || strstr(path, " (deleted)"))
        return NULL;
    struct stat now;
    if (fstat(handle, &now) != 0 || !S_ISREG(now.st_mode))
        return NULL;
    for (int one = 0; one < file_count; one++)
        if (files[one].device == now.st_dev && files[one].inode == now.st_ino)
            return &files[one];
    if (file_count == MOST_FILES)
        abort();
    struct file *fresh = &files[file_count++];
    *fresh = (struct file){now.st_dev, now.st_ino, open(path, O_RDWR | O_CLOEXEC), now.st_size, NULL};
    if (fresh->handle < 0)
        abort();
    return fresh;
}

static void forget(struct file *file) /* all of it is on the disk now */
{
    while (file->dirty) {
        struct sector *next = file->dirty->next;
        free(file->dirty);
        file->dirty = next;
    }
    struct stat now;
    if (fstat(file->handle, &now) == 0)
        file->synced_size = now.st_size;
}

static void remember(struct file *file, off_t from, off_t until)
{
    for (off_t at = from / SECTOR * SECTOR; at < until; at += SECTOR) {
        struct sector *one = file->dirty;
        while (one && one->at != at)
            one = one->next;
        if (one)
            continue;
        one = calloc(1, sizeof *one);
        if (!one)
            abort();
        one->at = at;
        ssize_t held = pread(file->handle, one->old, SECTOR, at);
        one->held = held < 0 ? 0 : (size_t)held;
        one->next = file->dirty;
        file->dirty = one;
    }
}

static void power_off(void)
{
    struct stat now;
    long kept = 0, lost = 0, torn = 0;
    tear = chance() % 2;
    for (int which = 0; which < file_count; which++) {
        struct file *file = &files[which];
        if (fstat(file->handle, &now) != 0 || now.st_nlink == 0)
            continue; /* it is deleted: nobody will read it */
        for (struct sector *one = file->dirty; one; one = one->next) {
            size_t until = SECTOR;
            if (one->at >= now.st_size)
                continue; /* cut off meanwhile */
            if (chance() % 2) {
                kept++;
                continue;
            }
            if (one->at + SECTOR > now.st_size)
                until = (size_t)(now.st_size - one->at);
            if (tear && chance() % 4 == 0)
                until = 1 + chance() % until, tear = 0, torn++;
            else
                lost++;
            plain_pwrite(file->handle, one->old, until, one->at);
        }
        if (now.st_size != file->synced_size && chance() % 2) {
            if (plain_ftruncate(file->handle, file->synced_size) == 0)
                lost++;
        }
    }
    char told[96];
    int length = snprintf(told, sizeof told, "power %ld %ld %ld\n", kept, lost, torn);
    if (report >= 0)
        plain_write(report, told, (size_t)length);
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static void count(void)
{
    calls++;
    if (--countdown <= 0)
        power_off();
}

ssize_t pwrite64(int handle, const void *data, size_t size, off_t at)
{
    struct file *file = watched(handle);
    if (file) {
        remember(file, at, at + (off_t)size);
        ssize_t written = plain_pwrite(handle, data, size, at);
        count(); /* after it: the last write may be lost, kept or torn too */
        return written;
    }
    return plain_pwrite(handle, data, size, at);
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t at)
{
    return pwrite64(handle, data, size, at);
}

ssize_t write(int handle, const void *data, size_t size)
{
    struct file *file = watched(handle);
    if (file) {
        off_t at = fcntl(handle, F_GETFL) & O_APPEND ? lseek(handle, 0, SEEK_END) : lseek(handle, 0, SEEK_CUR);
        remember(file, at, at + (off_t)size);
        ssize_t written = plain_write(handle, data, size);
        count();
        return written;
    }
    return plain_write(handle, data, size);
}

static int synced(int handle, int (*sync)(int))
{
    struct file *file = watched(handle);
    if (!file)
        return sync(handle);
    count(); /* before it: what was to be synced may be lost */
    if (!swallow)
        forget(file);
    return 0;
}

int fsync(int handle)
{
    return synced(handle, plain_fsync);
}

int fdatasync(int handle)
{
    return synced(handle, plain_fdatasync);
}

int ftruncate64(int handle, off_t size)
{
    struct file *file = watched(handle);
    if (file) {
        struct stat now;
        if (fstat(handle, &now) == 0 && size < now.st_size)
            remember(file, size, now.st_size);
        int done = plain_ftruncate(handle, size);
        count();
        return done;
    }
    return plain_ftruncate(handle, size);
}

int ftruncate(int handle, off_t size)
{
    return ftruncate64(handle, size);
}

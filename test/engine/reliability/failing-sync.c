/* Preloaded into the engine by failing-sync.test.ts: syncing fails while the file named by FAIL_SYNC_WHILE exists. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int should_fail(void) {
  const char *flag = getenv("FAIL_SYNC_WHILE");
  return flag && access(flag, F_OK) == 0;
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  if (!should_fail()) return real(fd);
  errno = EIO;
  return -1;
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  if (!should_fail()) return real(fd);
  errno = EIO;
  return -1;
}

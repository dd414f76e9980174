// How long to wait before the next attempt: longer after each failure, and never as long as everybody else.

const FIRST = 500;
const LONGEST = 15_000;

/** A pause that `over` tells the end of and `wake` cuts short. */
export function rest(failures, least = 0) {
  const pause = {};
  pause.over = new Promise((wake) => {
    pause.wake = wake;
    setTimeout(wake, Math.max(least, Math.min(LONGEST, FIRST * 2 ** failures) * (0.5 + Math.random() / 2)));
  });
  return pause;
}

/** Time as the relay sees it. */
export interface RelayClock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Calls back after that time; answers the function that prevents it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The longest time that a timer can wait. */
const maximumTimerMs = 2 ** 31 - 1;

/** The time of the machine. Its timers do not keep the process running. */
export const systemClock: RelayClock = {
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), maximumTimerMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Time as the jobs engine sees it. */
export interface JobClock {
  nowMs(): number;
  /** Calls `action` once after `delayMs`; answers what cancels it. Keeps the process alive only when `holdsProcess`. */
  after(delayMs: number, action: () => void, holdsProcess?: boolean): () => void;
}

export const systemClock: JobClock = {
  nowMs: () => Date.now(),
  after(delayMs, action, holdsProcess = false) {
    const timer = setTimeout(action, delayMs);
    if (!holdsProcess) timer.unref();
    return () => clearTimeout(timer);
  },
};

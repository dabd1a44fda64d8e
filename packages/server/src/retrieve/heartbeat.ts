/** Passes a source on, with a `tick` whenever nothing has come from it (and no tick) for `intervalMs`. */
export async function* withHeartbeat<T>(source: AsyncIterable<T>, intervalMs: number): AsyncGenerator<T | 'tick'> {
  const iterator = source[Symbol.asyncIterator]();
  let finished = false;
  try {
    let next = iterator.next();
    for (;;) {
      const first = await Promise.race([next, ...ticker(intervalMs, next)]);
      if (first === 'tick') {
        yield 'tick';
        continue;
      }
      if (first.done) {
        finished = true;
        return;
      }
      yield first.value;
      next = iterator.next();
    }
  } finally {
    if (!finished) await iterator.return?.();
  }
}

/** A timer that ends with `pending`; a list, so that 0 can switch it off. */
function ticker(intervalMs: number, pending: Promise<unknown>): Promise<'tick'>[] {
  if (intervalMs === 0) return [];
  const tick = new Promise<'tick'>((resolve) => {
    const timer = setTimeout(() => resolve('tick'), intervalMs);
    const stop = () => clearTimeout(timer);
    pending.then(stop, stop);
  });
  return [tick];
}

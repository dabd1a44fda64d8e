/** Between two looks at a condition that nothing announces. */
const lookIntervalMs = 20;

/** What was waited for did not come in time. */
export class WaitTimeout extends Error {
  override readonly name = 'WaitTimeout';
}

/** The promise, or a WaitTimeout after `limitMs`. */
export async function within<T>(limitMs: number, what: string, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new WaitTimeout(`${what}: not within ${limitMs} ms`)), limitMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks until `condition` answers something other than undefined and false. */
export async function eventually<T>(
  limitMs: number,
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const found = await condition();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > endMs) throw new WaitTimeout(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, lookIntervalMs));
  }
}

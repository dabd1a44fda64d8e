import type { AsyncOperations } from '../pdu/pdu.ts';

/** Synchronous operation, the default (PS3.7 D.3.3.3). */
export const SYNCHRONOUS: AsyncOperations = { invoked: 1, performed: 1 };

/** The window to answer with: at most what was offered, where 0 means unlimited (PS3.7 D.3.3.3.2). */
export function answeredAsyncOperations(offered: AsyncOperations, supported: AsyncOperations): AsyncOperations {
  return {
    invoked: smallerWindow(offered.invoked, supported.invoked),
    performed: smallerWindow(offered.performed, supported.performed),
  };
}

/** The smaller of two numbers of operations; 0 means unlimited. */
export function smallerWindow(a: number, b: number): number {
  if (a === 0) return b;
  return b === 0 ? a : Math.min(a, b);
}

import type { InstanceLoad } from '../data-sets.ts';
import type { LoadResult } from './client.ts';

/** What the process of the own client is asked to do, one at a time. */
export type LoadRequest =
  | { readonly kind: 'prepare'; readonly load: InstanceLoad }
  | { readonly kind: 'store'; readonly port: number; readonly load: InstanceLoad }
  | { readonly kind: 'storeMultiFrame'; readonly port: number; readonly frames: number; readonly columns: number }
  | { readonly kind: 'find'; readonly port: number; readonly patientName: string }
  | {
      readonly kind: 'move';
      readonly port: number;
      readonly destinationAet: string;
      readonly studyInstanceUid: string;
    };

export type LoadAnswer = { readonly result: LoadResult } | { readonly error: string };

const kinds: readonly unknown[] = [
  'prepare',
  'store',
  'storeMultiFrame',
  'find',
  'move',
] satisfies LoadRequest['kind'][];

export function isLoadRequest(message: unknown): message is LoadRequest {
  return typeof message === 'object' && message !== null && 'kind' in message && kinds.includes(message.kind);
}

export function isLoadAnswer(message: unknown): message is LoadAnswer {
  return typeof message === 'object' && message !== null && ('result' in message || 'error' in message);
}

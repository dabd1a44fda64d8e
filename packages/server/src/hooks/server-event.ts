import type { Level } from '../model/level.ts';

/** What scripts and plugins can hear of. */
export type ServerEvent =
  | { readonly kind: 'stored'; readonly level: 'Instance'; readonly publicId: string }
  | { readonly kind: 'created'; readonly level: Level; readonly publicId: string }
  | { readonly kind: 'stable' | 'updated' | 'deleted'; readonly level: Level; readonly publicId: string }
  | { readonly kind: 'job-submitted' | 'job-succeeded' | 'job-failed'; readonly jobId: string };

/** Who wants to hear. It must not take long, and not throw. */
export type ServerEventListener = (event: ServerEvent) => void;

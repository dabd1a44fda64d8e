import type { TagFormat } from '../tag-json/tag-format.ts';
import { flagArgument, type QueryArguments } from './query-arguments.ts';

/** `?simplify`, `?short`, `?full`; the first one given decides. */
export function tagFormatArgument(query: QueryArguments, byDefault: TagFormat): TagFormat {
  if (flagArgument(query, 'simplify')) return 'Simplified';
  if (flagArgument(query, 'short')) return 'Short';
  return flagArgument(query, 'full') ? 'Full' : byDefault;
}

/** Fields of a body that choose the format. */
export interface TagFormatFields {
  readonly Simplify?: boolean;
  readonly Short?: boolean;
  readonly Full?: boolean;
}

/** `Simplify`, `Short`, `Full` of a body; the first one that is true decides. */
export function tagFormatField({ Simplify, Short, Full }: TagFormatFields, byDefault: TagFormat): TagFormat {
  if (Simplify) return 'Simplified';
  if (Short) return 'Short';
  return Full ? 'Full' : byDefault;
}

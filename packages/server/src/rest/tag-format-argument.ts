import type { TagFormat } from '../tag-json/tag-format.ts';
import type { BodyFields } from './body-fields.ts';
import { flagArgument, type QueryArguments } from './query-arguments.ts';

/** `?simplify`, `?short`, `?full`; the first one given decides. */
export function tagFormatArgument(query: QueryArguments, byDefault: TagFormat): TagFormat {
  if (flagArgument(query, 'simplify')) return 'Simplified';
  if (flagArgument(query, 'short')) return 'Short';
  return flagArgument(query, 'full') ? 'Full' : byDefault;
}

/** `Simplify`, `Short`, `Full` of a body; the first one that is true decides. */
export function tagFormatField(fields: BodyFields, byDefault: TagFormat): TagFormat {
  if (fields.flag('Simplify')) return 'Simplified';
  if (fields.flag('Short')) return 'Short';
  return fields.flag('Full') ? 'Full' : byDefault;
}

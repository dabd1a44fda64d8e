import type { OptionRows } from '../option.ts';
import { relayFields } from '../relay.ts';
import { section } from '../section.ts';

/** The relay: upstream PACS behind this server. */
export const relayOptions = {
  Relay: {
    type: section(relayFields),
    default: {},
    meaning: 'Fetch what is not here from other archives, and deliver it on; see relay.md.',
    support: 'yes',
  },
} as const satisfies OptionRows;

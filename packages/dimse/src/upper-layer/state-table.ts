import type { ActionName } from './actions.ts';

type Cell = ActionName | '-';
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

/** PS3.8 table 9-10: one row per event, one column per state from 1 to 13; `-` cannot happen. */
// biome-ignore format: the columns are the states
export const StateTable = {
  'associate-request':      ['AE-1', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  'transport-connected':    ['-', '-', '-', 'AE-2', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  'transport-indicated':    ['AE-5', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  'associate-request-pdu':  ['-', 'AE-6', 'AA-8', '-', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-7'],
  'associate-accept-pdu':   ['-', 'AA-1', 'AA-8', '-', 'AE-3', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-6'],
  'associate-reject-pdu':   ['-', 'AA-1', 'AA-8', '-', 'AE-4', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-6'],
  'accept-response':        ['-', '-', 'AE-7', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  'reject-response':        ['-', '-', 'AE-8', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  'data-request':           ['-', '-', '-', '-', '-', 'DT-1', '-', 'AR-7', '-', '-', '-', '-', '-'],
  'data-pdu':               ['-', 'AA-1', 'AA-8', '-', 'AA-8', 'DT-2', 'AR-6', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-6'],
  'release-request':        ['-', '-', '-', '-', '-', 'AR-1', '-', '-', '-', '-', '-', '-', '-'],
  'release-request-pdu':    ['-', 'AA-1', 'AA-8', '-', 'AA-8', 'AR-2', 'AR-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-6'],
  'release-reply-pdu':      ['-', 'AA-1', 'AA-8', '-', 'AA-8', 'AA-8', 'AR-3', 'AA-8', 'AA-8', 'AR-10', 'AR-3', 'AA-8', 'AA-6'],
  'release-response':       ['-', '-', '-', '-', '-', '-', '-', 'AR-4', 'AR-9', '-', '-', 'AR-4', '-'],
  'abort-request':          ['-', '-', 'AA-1', 'AA-2', 'AA-1', 'AA-1', 'AA-1', 'AA-1', 'AA-1', 'AA-1', 'AA-1', 'AA-1', '-'],
  'abort-pdu':              ['-', 'AA-2', 'AA-3', '-', 'AA-3', 'AA-3', 'AA-3', 'AA-3', 'AA-3', 'AA-3', 'AA-3', 'AA-3', 'AA-2'],
  'transport-closed':       ['-', 'AA-5', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AA-4', 'AR-5'],
  'artim-expired':          ['-', 'AA-2', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-', 'AA-2'],
  'invalid-pdu':            ['-', 'AA-1', 'AA-8', '-', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-8', 'AA-7'],
} as const satisfies Record<string, Row>;

export type UpperLayerEvent = keyof typeof StateTable;

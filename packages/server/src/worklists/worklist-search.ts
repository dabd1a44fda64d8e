import { type DataSet, isGroupLength, isPrivateCreator, Tags } from '@isocenter/dicom';
import { attributesMatch } from '../query/attribute-match.ts';
import type { FindKey } from '../query/find-key.ts';
import { DataSetAttributes } from '../query/instance-attributes.ts';
import { type Matching, matchingOf } from '../query/matching.ts';
import type { Worklist, WorklistSource } from './worklist-source.ts';

/** What a C-FIND request asks of worklists. */
export interface WorklistSearch {
  readonly keys: readonly FindKey[];
  readonly caseSensitivePersonNames: boolean;
}

/** Worklists that match (PS3.4 K.4.1.1.2), in pages as they are read. @throws IsocenterError ParameterOutOfRange */
export async function* findWorklists(
  source: Pick<WorklistSource, 'list'>,
  { caseSensitivePersonNames, keys }: WorklistSearch,
): AsyncGenerator<readonly DataSet[]> {
  const conditions = keys
    .filter(({ tag }) => tag !== Tags.SpecificCharacterSet && !isGroupLength(tag) && !isPrivateCreator(tag))
    .map((key) => ({ key, matching: matchingOf(key, { caseSensitivePersonNames, caseSensitive: true }) }));
  for await (const page of source.list()) {
    const matching = page.filter((worklist) => matches(worklist, conditions));
    if (matching.length > 0) yield matching.map(({ dataSet }) => dataSet);
  }
}

function matches(
  { dataSet }: Worklist,
  conditions: readonly { readonly key: FindKey; readonly matching: Matching }[],
): boolean {
  const attributes = new DataSetAttributes(dataSet);
  return conditions.every(({ key, matching }) => attributesMatch(key, matching, attributes));
}

/** The keys of somebody who asks for no station: those of the station that asks (`FilterIssuerAet`). */
export function askedForStation(keys: readonly FindKey[], aet: string): readonly FindKey[] {
  const { ScheduledProcedureStepSequence, ScheduledStationAETitle } = Tags;
  const station: FindKey = { tag: ScheduledStationAETitle, vr: 'AE', value: aet };
  const step = keys.find(({ tag }) => tag === ScheduledProcedureStepSequence);
  if (step === undefined) return [...keys, { tag: ScheduledProcedureStepSequence, vr: 'SQ', keys: [station] }];
  if (step.vr !== 'SQ') return keys;
  const asked = step.keys.find(({ tag }) => tag === ScheduledStationAETitle);
  const isOpen = asked === undefined || (asked.vr !== 'SQ' && ['', '*'].includes(asked.value.trim()));
  if (!isOpen) return keys;
  const others = step.keys.filter(({ tag }) => tag !== ScheduledStationAETitle);
  return keys.map((key) => (key === step ? { ...step, keys: [...others, station] } : key));
}

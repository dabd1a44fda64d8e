import type { Level } from '../../model/level.ts';
import { type SystemMetadataName, systemMetadata } from '../../model/metadata.ts';
import { type Row, textsOf } from './row.ts';

/** System metadata that columns of a level hold; they are read from there and never set as metadata. */
export const metadataColumns: Readonly<Record<Level, Partial<Readonly<Record<SystemMetadataName, string>>>>> = {
  Patient: { LastUpdate: 'last_update' },
  Study: { LastUpdate: 'last_update' },
  Series: { LastUpdate: 'last_update', ExpectedNumberOfInstances: 'expected_instances' },
  Instance: {
    IndexInSeries: 'index_in_series',
    TransferSyntax: 'transfer_syntax_uid',
    SopClassUid: 'sop_class_uid',
  },
};

/** The metadata of an instance that is here for an upstream alone: the name of that upstream. */
export const relayMark = 'RelayedFrom' satisfies SystemMetadataName;

const namesByNumber: ReadonlyMap<number, string> = new Map(
  Object.entries(systemMetadata).map(([name, number]) => [number, name]),
);

/** The name under which a system metadata is stored; undefined for those of users. */
export function systemMetadataName(number: number): string | undefined {
  return namesByNumber.get(number);
}

/** The column that holds a system metadata of a level, if one does. */
export function metadataColumnOf(level: Level, name: string): string | undefined {
  const columns: Readonly<Record<string, string>> = metadataColumns[level];
  return columns[name];
}

/** A system metadata of the resource in a row of its table. */
export function systemMetadataOf(
  level: Level,
  row: Row,
  name: string,
): { value: string; revision: number } | undefined {
  const column = metadataColumnOf(level, name);
  const value = column === undefined ? textsOf(row, 'metadata')[name] : row[column];
  return value === undefined || value === null ? undefined : { value: String(value), revision: 0 };
}

import {
  otherRows,
  printRows,
  procedureStepRows,
  queryRetrieveRows,
  storageCommitmentRows,
  verificationRows,
  worklistRows,
} from './service-sop-classes.ts';
import type { SopClass, SopClassKind, SopClassRow } from './sop-class.ts';
import { storageRows } from './storage-sop-classes.ts';

/** The UID of every SOP class by its keyword (PS3.6 Table A-1). */
export const SopClasses = uidsOf({
  ...verificationRows,
  ...storageRows,
  ...storageCommitmentRows,
  ...queryRetrieveRows,
  ...worklistRows,
  ...procedureStepRows,
  ...printRows,
  ...otherRows,
});

/** The UIDs of the SOP instances that every implementation knows (PS3.6 Table A-1), by their keyword. */
export const WellKnownSopInstances = {
  StorageCommitmentPushModelInstance: '1.2.840.10008.1.20.1.1',
  ProceduralEventLoggingInstance: '1.2.840.10008.1.40.1',
  SubstanceAdministrationLoggingInstance: '1.2.840.10008.1.42.1',
  PrinterInstance: '1.2.840.10008.5.1.1.17',
  PrinterConfigurationRetrievalInstance: '1.2.840.10008.5.1.1.17.376',
  DisplaySystemInstance: '1.2.840.10008.5.1.1.40.1',
  UPSGlobalSubscriptionInstance: '1.2.840.10008.5.1.4.34.5',
  UPSFilteredGlobalSubscriptionInstance: '1.2.840.10008.5.1.4.34.5.1',
  StorageManagementInstance: '1.2.840.10008.5.1.4.1.1.201.1.1',
} as const;

const sopClasses: readonly SopClass[] = [
  ...sopClassesOf('verification', verificationRows),
  ...sopClassesOf('storage', storageRows),
  ...sopClassesOf('storage-commitment', storageCommitmentRows),
  ...sopClassesOf('query-retrieve', queryRetrieveRows),
  ...sopClassesOf('worklist', worklistRows),
  ...sopClassesOf('procedure-step', procedureStepRows),
  ...sopClassesOf('print', printRows),
  ...sopClassesOf('other', otherRows),
];

const byUid: ReadonlyMap<string, SopClass> = new Map(sopClasses.map((sopClass) => [sopClass.uid, sopClass]));

/** All storage SOP classes, retired ones included. */
export const storageSopClasses: readonly SopClass[] = Object.freeze(
  sopClasses.filter((sopClass) => sopClass.kind === 'storage'),
);

/** The SOP class of a UID, which has no padding; undefined where PS3.6 does not have it. */
export function sopClassOf(uid: string): SopClass | undefined {
  return byUid.get(uid);
}

/** The name of a SOP class as PS3.6 has it, without "SOP Class" and "(Retired)". */
export function sopClassName(uid: string): string | undefined {
  return byUid.get(uid)?.name;
}

function sopClassesOf(kind: SopClassKind, rows: Readonly<Record<string, SopClassRow>>): SopClass[] {
  return Object.entries(rows).map(([keyword, [uid, name, retired]]) =>
    Object.freeze({ uid, keyword, name, kind, retired: retired !== undefined }),
  );
}

function uidsOf<K extends string>(rows: Readonly<Record<K, SopClassRow>>): Readonly<Record<K, string>> {
  const uids: Partial<Record<K, string>> = {};
  for (const keyword in rows) uids[keyword] = rows[keyword][0];
  return Object.freeze(uids as Record<K, string>);
}

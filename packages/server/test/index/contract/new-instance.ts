import { randomUUID } from 'node:crypto';
import type { Tag } from '@isocenter/dicom';
import type { NewInstance, StorageLimits } from '../../../src/index/records.ts';
import type { ResourceCondition } from '../../../src/index/resource-query.ts';
import type { Level } from '../../../src/model/level.ts';
import { publicIdsOf } from '../../../src/model/public-id.ts';
import { foldPersonName, foldText } from '../../../src/model/text-form.ts';

export const noLimits: StorageLimits = { maximumStorageBytes: 0, maximumPatients: 0, mode: 'Recycle' };

/** What a test says of an instance; the rest has defaults. */
export interface InstanceChoice {
  readonly patient?: string;
  readonly study?: string;
  readonly series?: string;
  readonly instance?: string;
  readonly patientName?: string;
  readonly birthDate?: string;
  readonly studyDate?: string;
  readonly studyDescription?: string;
  readonly accessionNumber?: string;
  readonly modality?: string;
  readonly sopClassUid?: string;
  readonly index?: number | undefined;
  readonly expected?: number | undefined;
  readonly size?: number;
  readonly md5?: string;
  readonly uuid?: string;
  readonly overwrite?: NewInstance['overwrite'];
  readonly receivedAtMs?: number;
  /** The upstream that it comes from. */
  readonly relayedFrom?: string;
  readonly seriesTags?: Readonly<Record<string, string>>;
}

export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';

export function newInstance(choice: InstanceChoice = {}): NewInstance {
  const { patient = 'P1', study = '1.1', series = '1.1.1', instance = '1.1.1.1' } = choice;
  const name = choice.patientName ?? 'DOE^JANE';
  const description = choice.studyDescription ?? 'CHEST';
  const folded = (values: Readonly<Record<string, [plain: string, folded: string]>>) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, [plain, form]]) => (plain === form ? [] : [[key, form] as const])),
    );
  const size = choice.size ?? 1000;
  const md5 = choice.md5 ?? '0123456789abcdef0123456789abcdef';
  return {
    publicIds: publicIdsOf({
      patientId: patient,
      studyInstanceUid: study,
      seriesInstanceUid: series,
      sopInstanceUid: instance,
    }),
    tags: {
      Patient: { '0010,0010': name, '0010,0020': patient, '0010,0030': choice.birthDate ?? '19700102' },
      Study: {
        '0020,000d': study,
        '0008,0020': choice.studyDate ?? '20240131',
        '0008,0050': choice.accessionNumber ?? 'A1',
        '0008,1030': description,
      },
      Series: { '0020,000e': series, '0008,0060': choice.modality ?? 'CT', ...choice.seriesTags },
      Instance: {
        '0008,0018': instance,
        ...(choice.index === undefined ? {} : { '0020,0013': String(choice.index) }),
      },
    },
    folded: {
      Patient: folded({ '0010,0010': [name, foldPersonName(name)], '0010,0020': [patient, foldText(patient)] }),
      Study: folded({ '0008,1030': [description, foldText(description)] }),
      Series: {},
      Instance: {},
    },
    sopClassUid: choice.sopClassUid ?? ctImageStorage,
    transferSyntaxUid: explicitLittleEndian,
    indexInSeries: choice.index,
    metadata: {
      Patient: {},
      Study: {},
      Series: { RemoteAET: 'MODALITY' },
      Instance: {
        ReceptionDate: '20240131T101112',
        RemoteAET: 'MODALITY',
        ...(choice.relayedFrom === undefined ? {} : { RelayedFrom: choice.relayedFrom }),
      },
    },
    expectedInstances: choice.expected,
    attachments: [
      {
        contentType: 1,
        uuid: choice.uuid ?? randomUUID(),
        uncompressedSize: size,
        compressedSize: size,
        uncompressedMd5: md5,
        compressedMd5: md5,
        compression: 'none',
      },
    ],
    overwrite: choice.overwrite ?? 'Never',
    receivedAtMs: choice.receivedAtMs ?? Date.UTC(2024, 0, 31, 10, 11, 12),
  };
}

export const tags = {
  patientName: [0x00100010, 'Patient'],
  patientId: [0x00100020, 'Patient'],
  studyDate: [0x00080020, 'Study'],
  accessionNumber: [0x00080050, 'Study'],
  studyDescription: [0x00081030, 'Study'],
  studyInstanceUid: [0x0020000d, 'Study'],
  modality: [0x00080060, 'Series'],
  imageType: [0x00080008, 'Series'],
  instanceNumber: [0x00200013, 'Instance'],
} as const satisfies Record<string, readonly [Tag, Level]>;

export function anyOf(name: keyof typeof tags, values: readonly string[], folded = false): ResourceCondition {
  return { kind: 'any-of', tag: tags[name][0], level: tags[name][1], values, folded };
}

export function wildcard(name: keyof typeof tags, patterns: readonly string[], folded = false): ResourceCondition {
  return { kind: 'wildcard', tag: tags[name][0], level: tags[name][1], patterns, folded };
}

export function present(name: keyof typeof tags): ResourceCondition {
  return { kind: 'present', tag: tags[name][0], level: tags[name][1], folded: false };
}

export function range(name: keyof typeof tags, from: string | undefined, to: string | undefined): ResourceCondition {
  return { kind: 'range', tag: tags[name][0], level: tags[name][1], from, to, folded: false };
}

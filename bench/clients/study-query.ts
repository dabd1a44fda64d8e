import type { Tag, VR } from '@isocenter/dicom';

/** Study Root Query/Retrieve, PS3.4 C.6.2. */
export const STUDY_ROOT_FIND = '1.2.840.10008.5.1.4.1.2.2.1';
export const STUDY_ROOT_MOVE = '1.2.840.10008.5.1.4.1.2.2.2';

interface ReturnKey {
  readonly tag: Tag;
  readonly vr: VR;
  readonly keyword: string;
}

/** What a work station asks of every study: attributes both servers keep in their index. */
export const studyReturnKeys: readonly ReturnKey[] = [
  { tag: 0x0008_0020, vr: 'DA', keyword: 'StudyDate' },
  { tag: 0x0008_0030, vr: 'TM', keyword: 'StudyTime' },
  { tag: 0x0008_0050, vr: 'SH', keyword: 'AccessionNumber' },
  { tag: 0x0008_1030, vr: 'LO', keyword: 'StudyDescription' },
  { tag: 0x0010_0010, vr: 'PN', keyword: 'PatientName' },
  { tag: 0x0010_0020, vr: 'LO', keyword: 'PatientID' },
  { tag: 0x0020_000d, vr: 'UI', keyword: 'StudyInstanceUID' },
  { tag: 0x0020_0010, vr: 'SH', keyword: 'StudyID' },
];

import type { Tags, VR } from '@isocenter/dicom';
import type { InstanceRecordType } from './record-types.ts';

/** A key of a directory record. */
export interface RecordKey {
  readonly keyword: keyof typeof Tags;
  readonly vr: VR;
  /**
   * 1: it has a value, `substitute` where the instance has none; 2: it may be empty; 1C: it is there when the instance
   * has it (PS3.5 7.4).
   */
  readonly type: '1' | '1C' | '2';
  readonly substitute?: string;
}

const type1 = (keyword: RecordKey['keyword'], vr: VR, substitute: string): RecordKey => ({
  keyword,
  vr,
  type: '1',
  substitute,
});
const type2 = (keyword: RecordKey['keyword'], vr: VR): RecordKey => ({ keyword, vr, type: '2' });
const type1C = (keyword: RecordKey['keyword'], vr: VR): RecordKey => ({ keyword, vr, type: '1C' });

/** What stands for a date or time that is not known: a record must have one, and no reader takes these for real. */
const unknownDate = '19000101';
const unknownTime = '000000';

const instanceNumber = type1('InstanceNumber', 'IS', '0');
const contentDate = type1('ContentDate', 'DA', unknownDate);
const contentTime = type1('ContentTime', 'TM', unknownTime);
/** PS3.3 Table 10-12, Content Identification Macro. */
const contentIdentification = [
  instanceNumber,
  type1('ContentLabel', 'CS', 'UNKNOWN'),
  type2('ContentDescription', 'LO'),
  type2('ContentCreatorName', 'PN'),
] as const;

/** Keys of the records above instances (PS3.3 F.5.1 to F.5.3). */
export const levelRecordKeys = {
  PATIENT: [type2('PatientName', 'PN'), type1('PatientID', 'LO', 'UNKNOWN')],
  STUDY: [
    type1('StudyDate', 'DA', unknownDate),
    type1('StudyTime', 'TM', unknownTime),
    type2('AccessionNumber', 'SH'),
    type2('StudyDescription', 'LO'),
    type1('StudyInstanceUID', 'UI', ''),
    type1('StudyID', 'SH', '0'),
  ],
  SERIES: [type1('Modality', 'CS', 'OT'), type1('SeriesInstanceUID', 'UI', ''), type1('SeriesNumber', 'IS', '0')],
} as const satisfies Record<string, readonly RecordKey[]>;

/** Keys beyond the standard that extended media have. */
export const extendedRecordKeys = {
  PATIENT: [],
  STUDY: [],
  SERIES: [type1C('SeriesDescription', 'LO')],
} as const satisfies Record<keyof typeof levelRecordKeys, readonly RecordKey[]>;

/** Keys of the records of instances (PS3.3 F.5.4 and following). */
export const instanceRecordKeys: Readonly<Record<InstanceRecordType, readonly RecordKey[]>> = {
  IMAGE: [instanceNumber],
  'RT DOSE': [instanceNumber, type1('DoseSummationType', 'CS', 'UNKNOWN')],
  'RT STRUCTURE SET': [
    instanceNumber,
    type1('StructureSetLabel', 'SH', 'UNKNOWN'),
    type2('StructureSetDate', 'DA'),
    type2('StructureSetTime', 'TM'),
  ],
  'RT PLAN': [
    instanceNumber,
    type1('RTPlanLabel', 'SH', 'UNKNOWN'),
    type2('RTPlanDate', 'DA'),
    type2('RTPlanTime', 'TM'),
  ],
  'RT TREAT RECORD': [instanceNumber, type2('TreatmentDate', 'DA'), type2('TreatmentTime', 'TM')],
  PRESENTATION: [
    type1('PresentationCreationDate', 'DA', unknownDate),
    type1('PresentationCreationTime', 'TM', unknownTime),
    ...contentIdentification,
    type1C('ReferencedSeriesSequence', 'SQ'),
    type1C('BlendingSequence', 'SQ'),
  ],
  WAVEFORM: [instanceNumber, contentDate, contentTime],
  'SR DOCUMENT': [
    instanceNumber,
    type1('CompletionFlag', 'CS', 'PARTIAL'),
    type1('VerificationFlag', 'CS', 'UNVERIFIED'),
    contentDate,
    contentTime,
    type1C('ConceptNameCodeSequence', 'SQ'),
  ],
  'KEY OBJECT DOC': [instanceNumber, contentDate, contentTime, type1C('ConceptNameCodeSequence', 'SQ')],
  SPECTROSCOPY: [
    type1C('ImageType', 'CS'),
    contentDate,
    contentTime,
    instanceNumber,
    type1C('ReferencedImageEvidenceSequence', 'SQ'),
    type1C('NumberOfFrames', 'IS'),
    type1C('Rows', 'US'),
    type1C('Columns', 'US'),
    type1C('DataPointRows', 'UL'),
    type1C('DataPointColumns', 'UL'),
  ],
  'RAW DATA': [contentDate, contentTime, type2('InstanceNumber', 'IS')],
  REGISTRATION: [contentDate, contentTime, ...contentIdentification],
  FIDUCIAL: [contentDate, contentTime, ...contentIdentification],
  'ENCAP DOC': [
    type2('ContentDate', 'DA'),
    type2('ContentTime', 'TM'),
    instanceNumber,
    type2('DocumentTitle', 'ST'),
    type1C('HL7InstanceIdentifier', 'ST'),
    type2('ConceptNameCodeSequence', 'SQ'),
    type1('MIMETypeOfEncapsulatedDocument', 'LO', 'application/octet-stream'),
  ],
  'VALUE MAP': [contentDate, contentTime, ...contentIdentification],
  STEREOMETRIC: [],
  SURFACE: [contentDate, contentTime, ...contentIdentification],
  'SURFACE SCAN': [contentDate, contentTime, ...contentIdentification],
  MEASUREMENT: [instanceNumber, contentDate, contentTime],
  TRACT: [contentDate, contentTime, ...contentIdentification],
  ASSESSMENT: [
    instanceNumber,
    type1('InstanceCreationDate', 'DA', unknownDate),
    type1('InstanceCreationTime', 'TM', unknownTime),
  ],
  PLAN: [],
  RADIOTHERAPY: [
    instanceNumber,
    type1C('UserContentLabel', 'SH'),
    type1C('UserContentLongLabel', 'LO'),
    type2('ContentDescription', 'LO'),
    type2('ContentCreatorName', 'PN'),
  ],
  PRIVATE: [],
};

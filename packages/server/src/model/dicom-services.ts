import { SopClasses } from '@isocenter/dicom';

/** A SOP class of a service other than storage, and the roles in which this server knows it (PS3.4). */
export interface DicomService {
  readonly service: 'C-ECHO' | 'C-FIND' | 'C-MOVE' | 'C-GET' | 'N-ACTION, N-EVENT-REPORT';
  readonly sopClassUid: string;
  readonly scp: boolean;
  readonly scu: boolean;
}

const both = { scp: true, scu: true } as const;
const scpOnly = { scp: true, scu: false } as const;

/** Negotiation goes by this table, and the conformance statement is made from it. */
export const dicomServices: readonly DicomService[] = [
  { service: 'C-ECHO', sopClassUid: SopClasses.Verification, ...both },
  { service: 'C-FIND', sopClassUid: SopClasses.PatientRootQueryRetrieveInformationModelFind, ...both },
  { service: 'C-FIND', sopClassUid: SopClasses.StudyRootQueryRetrieveInformationModelFind, ...both },
  { service: 'C-FIND', sopClassUid: SopClasses.PatientStudyOnlyQueryRetrieveInformationModelFind, ...scpOnly },
  // As SCP only where worklists are switched on.
  { service: 'C-FIND', sopClassUid: SopClasses.ModalityWorklistInformationModelFind, scp: false, scu: true },
  { service: 'C-MOVE', sopClassUid: SopClasses.PatientRootQueryRetrieveInformationModelMove, ...both },
  { service: 'C-MOVE', sopClassUid: SopClasses.StudyRootQueryRetrieveInformationModelMove, ...both },
  { service: 'C-MOVE', sopClassUid: SopClasses.PatientStudyOnlyQueryRetrieveInformationModelMove, ...scpOnly },
  { service: 'C-GET', sopClassUid: SopClasses.PatientRootQueryRetrieveInformationModelGet, ...both },
  { service: 'C-GET', sopClassUid: SopClasses.StudyRootQueryRetrieveInformationModelGet, ...both },
  { service: 'C-GET', sopClassUid: SopClasses.PatientStudyOnlyQueryRetrieveInformationModelGet, ...scpOnly },
  { service: 'N-ACTION, N-EVENT-REPORT', sopClassUid: SopClasses.StorageCommitmentPushModel, ...both },
];

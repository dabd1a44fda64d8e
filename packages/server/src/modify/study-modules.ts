import { type DataSet, formatTag, type Tag, Tags } from '@isocenter/dicom';

/** The attributes of the Patient Module (PS3.3 C.7.1.1), the identifier besides. */
const patientModule: readonly Tag[] = [
  Tags.ReferencedPatientSequence,
  Tags.PatientName,
  Tags.PatientID,
  Tags.IssuerOfPatientID,
  Tags.TypeOfPatientID,
  Tags.IssuerOfPatientIDQualifiersSequence,
  Tags.SourcePatientGroupIdentificationSequence,
  Tags.GroupOfPatientsIdentificationSequence,
  Tags.PatientBirthDate,
  Tags.PatientBirthTime,
  Tags.PatientBirthDateInAlternativeCalendar,
  Tags.PatientDeathDateInAlternativeCalendar,
  Tags.PatientAlternativeCalendar,
  Tags.PatientSex,
  Tags.QualityControlSubject,
  Tags.StrainDescription,
  Tags.StrainNomenclature,
  Tags.StrainStockSequence,
  Tags.StrainAdditionalInformation,
  Tags.StrainCodeSequence,
  Tags.GeneticModificationsSequence,
  Tags.OtherPatientNames,
  Tags.OtherPatientIDs,
  Tags.OtherPatientIDsSequence,
  Tags.ReferencedPatientPhotoSequence,
  Tags.EthnicGroup,
  Tags.PatientSpeciesDescription,
  Tags.PatientSpeciesCodeSequence,
  Tags.PatientBreedDescription,
  Tags.PatientBreedCodeSequence,
  Tags.BreedRegistrationSequence,
  Tags.ResponsiblePerson,
  Tags.ResponsiblePersonRole,
  Tags.ResponsibleOrganization,
  Tags.PatientComments,
  Tags.PatientIdentityRemoved,
  Tags.DeidentificationMethod,
  Tags.DeidentificationMethodCodeSequence,
];

/** The attributes of the General Study Module (PS3.3 C.7.2.1). */
const studyModule: readonly Tag[] = [
  Tags.StudyDate,
  Tags.StudyTime,
  Tags.AccessionNumber,
  Tags.IssuerOfAccessionNumberSequence,
  Tags.ReferringPhysicianName,
  Tags.ReferringPhysicianIdentificationSequence,
  Tags.ConsultingPhysicianName,
  Tags.ConsultingPhysicianIdentificationSequence,
  Tags.StudyDescription,
  Tags.ProcedureCodeSequence,
  Tags.PhysiciansOfRecord,
  Tags.PhysiciansOfRecordIdentificationSequence,
  Tags.NameOfPhysiciansReadingStudy,
  Tags.PhysiciansReadingStudyIdentificationSequence,
  Tags.ReferencedStudySequence,
  Tags.StudyInstanceUID,
  Tags.StudyID,
  Tags.RequestingService,
  Tags.RequestingServiceCodeSequence,
  Tags.ReasonForPerformedProcedureCodeSequence,
];

/** What the instances of a study have in common: the attributes of its patient and of itself. */
export const studyModuleTags: ReadonlySet<Tag> = new Set([...patientModule, ...studyModule]);

/** Sequences in sequences that are copied. */
const maxDepth = 16;

/** The attributes of the two modules as a request would set them, and those that are not there. */
export function studyModulesOf(dataSet: DataSet): {
  readonly replace: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
} {
  const replace: Record<string, unknown> = {};
  const remove: string[] = [];
  for (const tag of studyModuleTags) {
    if (dataSet.has(tag)) replace[formatTag(tag)] = requestValueOf(dataSet, tag, 0);
    else if (tag !== Tags.PatientID && tag !== Tags.StudyInstanceUID) remove.push(formatTag(tag));
  }
  return { replace, remove };
}

/** A value as requests write it; binary ones, which no attribute of these modules has, are empty. */
function requestValueOf(dataSet: DataSet, tag: Tag, depth: number): unknown {
  if (dataSet.get(tag)?.vr !== 'SQ') return dataSet.textField(tag) ?? '';
  if (depth >= maxDepth) return [];
  return dataSet.sequence(tag).map((item) => {
    const tags = [...item].map((element) => [formatTag(element.tag), requestValueOf(item, element.tag, depth + 1)]);
    return Object.fromEntries(tags);
  });
}

/** Fields that hold secrets: never logged, whatever the level. */
const secretField = /password|passphrase|authorization|cookie|secret|token|privatekey|accesskey|^pin$/i;

/**
 * Fields that identify a patient, by keyword and by tag: the attributes of the patient module (PS3.3 C.7.1.1) and of
 * requests that PS3.15 Table E.1-1 removes.
 */
const patientFields: ReadonlySet<string> = new Set(
  [
    ['PatientName', '0010,0010'],
    ['PatientID', '0010,0020'],
    ['IssuerOfPatientID', '0010,0021'],
    ['PatientBirthDate', '0010,0030'],
    ['PatientBirthTime', '0010,0032'],
    ['PatientSex', '0010,0040'],
    ['OtherPatientIDs', '0010,1000'],
    ['OtherPatientNames', '0010,1001'],
    ['PatientBirthName', '0010,1005'],
    ['PatientAge', '0010,1010'],
    ['PatientSize', '0010,1020'],
    ['PatientWeight', '0010,1030'],
    ['PatientAddress', '0010,1040'],
    ['PatientMotherBirthName', '0010,1060'],
    ['MedicalRecordLocator', '0010,1090'],
    ['PatientTelephoneNumbers', '0010,2154'],
    ['EthnicGroup', '0010,2160'],
    ['Occupation', '0010,2180'],
    ['PatientComments', '0010,4000'],
    ['AccessionNumber', '0008,0050'],
    ['ReferringPhysicianName', '0008,0090'],
    ['StudyID', '0020,0010'],
    ['RequestingPhysician', '0032,1032'],
    ['PatientInstitutionResidence', '0038,0400'],
  ]
    .flat()
    .map((name) => name.toLowerCase()),
);

const replacement = '[redacted]';

/** Deeper values are cut off: log lines are for people. */
const maxDepth = 6;

/** `user:password@` of a URL, and credentials of an Authorization header, inside other text. */
const secretText = /(?<=:\/\/)[^/\s@]+:[^/\s@]*(?=@)|(?<=\b(?:Basic|Bearer) )[\w+/.~-]+=*/gi;

/** A copy of the fields that may be written: no secrets, and no patient data unless they are allowed here. */
export function redacted(fields: Readonly<Record<string, unknown>>, showPatientData: boolean): Record<string, unknown> {
  return redactedObject(fields, showPatientData, 0);
}

/** Text without the secrets it may hold. */
export function redactedText(text: string): string {
  return text.replace(secretText, replacement);
}

function redactedObject(object: object, showPatientData: boolean, depth: number): Record<string, unknown> {
  const entries = Object.entries(object).map(([name, value]): [string, unknown] => {
    const isHidden = secretField.test(name) || (!showPatientData && patientFields.has(name.toLowerCase()));
    return [name, isHidden ? replacement : redactedValue(value, showPatientData, depth + 1)];
  });
  return Object.fromEntries(entries);
}

function redactedValue(value: unknown, showPatientData: boolean, depth: number): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[…]';
  if (value instanceof Error) return redactedError(value, showPatientData, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, showPatientData, depth + 1));
  return redactedObject(value, showPatientData, depth);
}

function redactedError(error: Error, showPatientData: boolean, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  return {
    name,
    message: redactedText(message),
    ...('code' in error ? { code: error.code } : {}),
    ...(stack === undefined ? {} : { stack: redactedText(stack) }),
    ...(cause === undefined ? {} : { cause: redactedValue(cause, showPatientData, depth + 1) }),
  };
}

import { aeTitle } from './dicom-values.ts';
import type { ConfigurationWarning } from './errors.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { ObjectFields } from './object-fields.ts';
import { detachedReader, type ValueReader } from './value-reader.ts';
import { boolean, integer, oneOf, text, type ValueType } from './value-type.ts';

/** Products whose C-FIND needs its own treatment, by the names of the peer. */
export const manufacturers = [
  'Generic',
  'GenericNoWildcardInDates',
  'GenericNoUniversalWildcard',
  'Vitrea',
  'GE',
  'SiemensSyngoCT',
] as const;
export type Manufacturer = (typeof manufacturers)[number];

/** Names that older configurations hold, and what they mean now. */
const obsoleteManufacturers: ReadonlyMap<JsonValue, Manufacturer> = new Map([
  ['AgfaImpax', 'GenericNoWildcardInDates'],
  ['SyngoVia', 'GenericNoWildcardInDates'],
  ['EFilm2', 'Generic'],
  ['MedInria', 'Generic'],
  ['ClearCanvas', 'Generic'],
  ['Dcm4Chee', 'Generic'],
]);

/** A DICOM application that this server knows: one entry of `DicomModalities`. */
export interface RemoteModality {
  /** The symbolic name, key of the entry. */
  readonly Name: string;
  readonly AET: string;
  readonly Host: string;
  readonly Port: number;
  readonly Manufacturer: Manufacturer;
  readonly AllowEcho: boolean;
  readonly AllowStore: boolean;
  readonly AllowFind: boolean;
  readonly AllowFindWorklist: boolean;
  readonly AllowGet: boolean;
  readonly AllowMove: boolean;
  /** Storage commitment: requests from it. */
  readonly AllowNAction: boolean;
  /** Storage commitment: reports from it. */
  readonly AllowEventReport: boolean;
  readonly AllowTranscoding: boolean;
  readonly UseDicomTls: boolean;
  /** Calling AE title towards it; empty: DicomAet. */
  readonly LocalAet: string;
  /** Seconds; 0: DicomScuTimeout. */
  readonly Timeout: number;
  readonly RetrieveMethod: 'SystemDefault' | 'C-MOVE' | 'C-GET';
  /** Own addition: associations used side by side by one C-MOVE; unset: DicomMoveParallelAssociations. */
  readonly ParallelAssociations?: number;
  /** Own addition: requests sent before a response is awaited; unset: DicomAsynchronousOperations. */
  readonly AsynchronousOperations?: number;
}

/** The array form, field by field. */
const arrayForm = ['AET', 'Host', 'Port', 'Manufacturer'] as const;

const manufacturer: ValueType<Manufacturer> = {
  label: 'manufacturer',
  read(reader) {
    const current = obsoleteManufacturers.get(reader.json);
    if (current !== undefined) reader.warn('obsolete', `an old name of a manufacturer, "${current}" is used`);
    return oneOf(manufacturers, obsoleteManufacturers).read(reader);
  },
};

const modalityName = /^[A-Za-z0-9_-]+$/;

/** A port that may be written as text, as the array form allows. */
const port: ValueType<number> = {
  label: 'port',
  read(reader) {
    const { json } = reader;
    const number = typeof json === 'string' && /^\d{1,5}$/.test(json) ? Number(json) : json;
    return integer(1, 65534).read(reader.as(number));
  },
};

/**
 * Reads one modality, in the array form `[AET, host, port, manufacturer?]` or in the object form.
 * @param warn hears of obsolete manufacturers and unknown fields
 * @throws ConfigurationError naming the field
 */
export function parseModality(
  name: string,
  json: JsonValue,
  warn?: (warning: ConfigurationWarning) => void,
): RemoteModality {
  return readModality(name, detachedReader(json, ['DicomModalities', name], warn));
}

/** The answer of `/modalities/{id}/configuration`: the peer's fields, then those of ours that were given. */
export function modalityToJson({ Name, ...fields }: RemoteModality): JsonObject {
  return fields;
}

/** The type of `DicomModalities`. */
export function modalities(): ValueType<Readonly<Record<string, RemoteModality>>> {
  const label = 'object of modality';
  return {
    label,
    read(reader) {
      const entries = Object.entries(reader.object(label));
      return Object.fromEntries(entries.map(([name, json]) => [name, readModality(name, reader.inner(name, json))]));
    },
  };
}

function readModality(name: string, reader: ValueReader): RemoteModality {
  if (!modalityName.test(name)) {
    throw reader.error('CONFIGURATION_VALUE', 'a name may hold letters, digits, "-" and "_" only');
  }
  const fields = new ObjectFields(reader, asObject(reader));
  const storageCommitment = fields.optional('AllowStorageCommitment', boolean()) ?? true;
  const parallelAssociations = fields.optional('ParallelAssociations', integer(1, 64));
  const asynchronousOperations = fields.optional('AsynchronousOperations', integer(1, 65535));
  const modality: RemoteModality = {
    Name: name,
    AET: fields.required('AET', aeTitle()),
    Host: fields.required('Host', text()),
    Port: fields.required('Port', port),
    Manufacturer: fields.optional('Manufacturer', manufacturer) ?? 'Generic',
    AllowEcho: fields.optional('AllowEcho', boolean()) ?? true,
    AllowStore: fields.optional('AllowStore', boolean()) ?? true,
    AllowFind: fields.optional('AllowFind', boolean()) ?? true,
    AllowFindWorklist: fields.optional('AllowFindWorklist', boolean()) ?? true,
    AllowGet: fields.optional('AllowGet', boolean()) ?? true,
    AllowMove: fields.optional('AllowMove', boolean()) ?? true,
    AllowNAction: fields.optional('AllowNAction', boolean()) ?? storageCommitment,
    AllowEventReport: fields.optional('AllowEventReport', boolean()) ?? storageCommitment,
    AllowTranscoding: fields.optional('AllowTranscoding', boolean()) ?? true,
    UseDicomTls: fields.optional('UseDicomTls', boolean()) ?? false,
    LocalAet: fields.optional('LocalAet', localAeTitle) ?? '',
    Timeout: fields.optional('Timeout', integer(0)) ?? 0,
    RetrieveMethod: fields.optional('RetrieveMethod', oneOf(['SystemDefault', 'C-MOVE', 'C-GET'])) ?? 'SystemDefault',
    ...(parallelAssociations === undefined ? {} : { ParallelAssociations: parallelAssociations }),
    ...(asynchronousOperations === undefined ? {} : { AsynchronousOperations: asynchronousOperations }),
  };
  fields.warnOfOthers();
  return modality;
}

const localAeTitle: ValueType<string> = {
  label: 'AE title',
  read: (reader) => (reader.json === '' ? '' : aeTitle().read(reader)),
};

function asObject(reader: ValueReader): JsonObject {
  const { json } = reader;
  if (!Array.isArray(json)) return reader.object('array or object');
  if (json.length < 3 || json.length > arrayForm.length) {
    throw reader.error('CONFIGURATION_VALUE', 'the array form is [AET, host, port] or [AET, host, port, manufacturer]');
  }
  return Object.fromEntries(json.map((value, position) => [arrayForm[position], value]));
}

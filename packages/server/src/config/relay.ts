import { aeTitle } from './dicom-values.ts';
import type { OptionRows } from './option.ts';
import { type SectionValue, section } from './section.ts';
import type { ValueReader } from './value-reader.ts';
import {
  boolean,
  integer,
  listOf,
  mapOf,
  oneOf,
  optionalPath,
  text,
  textMatching,
  type ValueType,
} from './value-type.ts';

const pattern = text('AE title pattern');

/** One entry of `Relay.Upstreams`. */
export const upstreamFields = {
  Modality: {
    type: text('name of a modality'),
    default: '',
    meaning: 'The PACS, by its name in DicomModalities. Empty for an upstream of DICOMweb.',
    support: 'yes',
  },
  Retrieve: {
    type: oneOf(['C-MOVE', 'C-GET', 'DICOMweb']),
    default: 'C-MOVE',
    meaning:
      'How instances are fetched: C-MOVE to our own AE title, C-GET over one association, or DICOMweb (QIDO-RS and WADO-RS).',
    support: 'yes',
  },
  Order: {
    type: integer(-1000, 1000),
    default: 0,
    meaning: 'Upstreams are asked from the lowest number to the highest; equal ones as they are written.',
    support: 'yes',
  },
  Find: {
    type: oneOf(['Never', 'IfMissing', 'Always']),
    default: 'IfMissing',
    meaning:
      'When searches (C-FIND, /tools/find) ask the upstream too: never, when nothing is found here, or always, answers merged.',
    support: 'yes',
  },
  LocalAet: {
    type: text('AE title'),
    default: '',
    meaning: 'Our AE title towards the upstream; empty: that of the modality, or DicomAet.',
    support: 'yes',
  },
  MoveDestination: {
    type: text('AE title'),
    default: '',
    meaning: 'The AE title under which the PACS sends to this server; empty: the one it is called with.',
    support: 'yes',
  },
  SendingAets: {
    type: listOf(aeTitle()),
    default: [],
    meaning: 'AE titles under which the PACS sends, beside its own.',
    support: 'yes',
  },
  Levels: {
    type: listOf(oneOf(['Study', 'Series', 'Instance'])),
    default: ['Study', 'Series', 'Instance'],
    meaning:
      'Levels at which the upstream lets instances be retrieved. More may come than is missing where it takes few.',
    support: 'yes',
  },
  AllowedClients: {
    type: listOf(pattern),
    default: ['*'],
    meaning:
      'Who may have something fetched, by patterns with * and ?: calling AE titles, and for the REST API names of users ' +
      '("*" is everybody).',
    support: 'yes',
  },
  AllowedDestinations: {
    type: listOf(pattern),
    default: ['*'],
    meaning: 'AE titles that may be sent what is fetched, by patterns with * and ?.',
    support: 'yes',
  },
  MaximumRetrieves: {
    type: integer(1, 64),
    default: 2,
    meaning: 'Retrieves that the upstream performs for this server at a time; others wait.',
    support: 'yes',
  },
  ParallelRetrieves: {
    type: integer(1, 16),
    default: 1,
    meaning:
      'Retrieves that one fetch is divided into, by series or by lists of instances, as many as MaximumRetrieves allows: ' +
      'the PACS then sends over several associations.',
    support: 'yes',
  },
  MaximumQueries: {
    type: integer(1, 64),
    default: 4,
    meaning: 'Searches sent to the upstream at a time; others wait.',
    support: 'yes',
  },
  MaximumQueue: {
    type: integer(1),
    default: 200,
    meaning: 'Retrieves and searches that may wait; more are refused.',
    support: 'yes',
  },
  RequestsPerMinute: {
    type: integer(0),
    default: 0,
    meaning: 'Requests sent to the upstream in a minute; more wait. 0: no limit.',
    support: 'yes',
  },
  MaximumInstances: {
    type: integer(1),
    default: 100_000,
    meaning: 'Instances of one request; what has more is refused.',
    support: 'yes',
  },
  ConnectTimeout: {
    type: integer(1),
    default: 10,
    unit: 's',
    meaning: 'Connecting, and opening an association.',
    support: 'yes',
  },
  FindTimeout: {
    type: integer(1),
    default: 10,
    unit: 's',
    meaning: 'Longest wait for the first answer to a search, and between answers.',
    support: 'yes',
  },
  FirstResponseTimeout: {
    type: integer(1),
    default: 60,
    unit: 's',
    meaning: 'Longest wait for the first response to a retrieve.',
    support: 'yes',
  },
  ResponseTimeout: {
    type: integer(1),
    default: 120,
    unit: 's',
    meaning: 'Longest wait between responses to a retrieve.',
    support: 'yes',
  },
  FirstInstanceTimeout: {
    type: integer(1),
    default: 120,
    unit: 's',
    meaning: 'Longest wait for the first instance after the upstream was asked, also when it has answered already.',
    support: 'yes',
  },
  QuietPeriod: {
    type: integer(1),
    default: 30,
    unit: 's',
    meaning: 'Longest wait without any further instance; what has not come then is missing.',
    support: 'yes',
  },
  Timeout: {
    type: integer(1),
    default: 1800,
    unit: 's',
    meaning: 'Longest time of one fetch in all.',
    support: 'yes',
  },
  CancelTimeout: {
    type: integer(0),
    default: 5,
    unit: 's',
    meaning: 'How long the upstream may take to end a request that was cancelled; then the association is aborted.',
    support: 'yes',
  },
  BreakerThreshold: {
    type: integer(0),
    default: 3,
    meaning: 'Failures in a row after which the upstream is left alone for a while; 0: never.',
    support: 'yes',
  },
  BreakerDelay: {
    type: integer(1),
    default: 30,
    unit: 's',
    meaning: 'How long it is left alone.',
    support: 'yes',
  },
  CompletenessAge: {
    type: integer(0),
    default: 300,
    unit: 's',
    meaning: 'How long what is known to be here completely is sent without asking the upstream again.',
    support: 'yes',
  },
  CacheSize: {
    type: integer(0),
    default: 10_240,
    unit: 'MB',
    meaning:
      'Limit of what is kept of this upstream; the least recently used goes first. 0: no limit but those of the archive.',
    support: 'yes',
  },
  CacheAge: {
    type: integer(0),
    default: 168,
    unit: 'h',
    meaning: 'How long it is kept after its last use. 0: no limit.',
    support: 'yes',
  },
  Url: {
    type: textMatching('URL', /^(https?:\/\/[^\s]+)?$/i, 'an http:// or https:// URL'),
    default: '',
    meaning: 'Root of the DICOMweb service.',
    support: 'yes',
  },
  Username: { type: text(), default: '', meaning: 'User of the DICOMweb service (Basic).', support: 'yes' },
  Password: { type: text(), default: '', meaning: 'Password of that user.', support: 'yes' },
  HttpHeaders: {
    type: mapOf(text()),
    default: {},
    meaning: 'Headers of each request to the DICOMweb service, a bearer token for instance.',
    support: 'yes',
  },
  CertificateFile: { type: optionalPath(), default: '', meaning: 'Client certificate, PEM.', support: 'yes' },
  CertificateKeyFile: { type: optionalPath(), default: '', meaning: 'Its key.', support: 'yes' },
  CertificateKeyPassword: { type: text(), default: '', meaning: 'Password of that key.', support: 'yes' },
} as const satisfies OptionRows;

/** A PACS that is asked for what is not here. */
export interface UpstreamConfiguration extends SectionValue<typeof upstreamFields> {
  /** Key of the entry. */
  readonly Name: string;
}

/** One entry of `Relay.Prefetch`. */
export const prefetchFields = {
  Name: { type: text(), default: '', meaning: 'Of the rule, for the ledger; empty: its position.', support: 'yes' },
  When: {
    type: oneOf(['StudyArrived', 'Worklist']),
    default: 'StudyArrived',
    meaning: 'A study has begun to arrive (from anywhere but an upstream), or a worklist entry has appeared.',
    support: 'yes',
  },
  Upstreams: {
    type: listOf(text('name of an upstream')),
    default: [],
    meaning: 'Whose priors are fetched; empty: of all.',
    support: 'yes',
  },
  ForModalities: {
    type: listOf(text('modality')),
    default: [],
    meaning: 'Modalities of the study or worklist entry for which priors are fetched; empty: of all.',
    support: 'yes',
  },
  MaximumPriors: { type: integer(1, 1000), default: 3, meaning: 'How many studies, the newest first.', support: 'yes' },
  Modalities: {
    type: listOf(text('modality')),
    default: [],
    meaning: 'Modalities in study of the priors; empty: those of the study or entry. "*" is any.',
    support: 'yes',
  },
  BodyParts: {
    type: listOf(text('body part')),
    default: [],
    meaning: 'Body Part Examined of one of the series of a prior; empty: all.',
    support: 'yes',
  },
  MaximumAgeDays: {
    type: integer(0),
    default: 3650,
    unit: 'd',
    meaning: 'How old priors may be; 0: no limit.',
    support: 'yes',
  },
  QuietHours: {
    type: textMatching('hours', /^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$/, '"HH:MM-HH:MM", or ""'),
    default: '',
    meaning: 'Fetch only then, local time, as "19:00-06:30"; empty: at any time.',
    support: 'yes',
  },
} as const satisfies OptionRows;

export type PrefetchRule = SectionValue<typeof prefetchFields>;

/** The section `Relay`. */
export const relayFields = {
  Enabled: {
    type: boolean(),
    default: true,
    meaning: 'Ask the upstreams. false: work with what is here.',
    support: 'yes',
  },
  Upstreams: {
    type: upstreams(),
    default: {},
    meaning: 'PACS that are asked for what is not here, by names of your choice.',
    support: 'yes',
  },
  Prefetch: {
    type: listOf(section(prefetchFields)),
    default: [],
    meaning: 'Rules that fetch priors of a patient ahead of time.',
    support: 'yes',
  },
  LateArrivalPeriod: {
    type: integer(0),
    default: 3600,
    unit: 's',
    meaning:
      'How long after a fetch what the upstream still sends of it counts as fetched, so as to be evicted like it.',
    support: 'yes',
  },
  MaximumRequestsKept: {
    type: integer(1),
    default: 10_000,
    meaning: 'Requests that /relay/requests lists; older ones that have ended are forgotten.',
    support: 'yes',
  },
} as const satisfies OptionRows;

export type RelayConfiguration = SectionValue<typeof relayFields>;

/** The type of `Relay.Upstreams`, in the order in which they are asked. */
function upstreams(): ValueType<readonly UpstreamConfiguration[]> {
  const label = 'object of upstream';
  const upstream = section(upstreamFields);
  return {
    label,
    entries: upstream,
    read(reader) {
      const all = Object.entries(reader.object(label)).map(([name, json]) =>
        readUpstream(name, upstream, reader.inner(name, json)),
      );
      return all.sort((left, right) => left.Order - right.Order);
    },
  };
}

function readUpstream(
  name: string,
  type: ValueType<Omit<UpstreamConfiguration, 'Name'>>,
  reader: ValueReader,
): UpstreamConfiguration {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw reader.error('CONFIGURATION_VALUE', 'a name may hold letters, digits, "-" and "_" only');
  }
  const upstream = { Name: name, ...type.read(reader) };
  if (upstream.Retrieve === 'DICOMweb' ? upstream.Url === '' : upstream.Modality === '') {
    const field = upstream.Retrieve === 'DICOMweb' ? 'Url' : 'Modality';
    throw reader.error(
      'CONFIGURATION_VALUE',
      `${field} is missing: with "Retrieve": "${upstream.Retrieve}" it is needed`,
    );
  }
  if (upstream.Levels.length === 0) throw reader.error('CONFIGURATION_VALUE', 'Levels must name one level at least');
  return upstream;
}

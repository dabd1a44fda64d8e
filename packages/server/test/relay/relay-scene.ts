import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { Tags } from '@isocenter/dicom';
import { type GeneratedInstance, generatedInstances } from '../faults/generated-instances.ts';
import { type DestinationOptions, ScriptedDestination } from '../faults/scripted-destination.ts';
import { type RunningIsocenter, startIsocenter } from '../peers/running-isocenter.ts';
import type { PacsScript } from '../support/pacs-script.ts';
import { type ScriptedPacs, startPacs } from '../support/scripted-pacs.ts';
import type { Retrieved, Wanted } from './relay-client.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A PACS, and the upstream that it is. */
export interface PacsOptions {
  /** Default: five of one study and series. */
  readonly instances?: readonly GeneratedInstance[];
  readonly script?: PacsScript;
  readonly upstream?: Fields;
}

export interface SceneOptions {
  /** By name: of the upstream, of its modality, and in capitals the AE title. Default: one, `hospital`. */
  readonly pacs?: Readonly<Record<string, PacsOptions>>;
  /** More of `Relay`. */
  readonly relay?: Fields;
  readonly modalities?: Readonly<Record<string, object>>;
  /** More of the configuration. */
  readonly configuration?: Fields;
  readonly destination?: DestinationOptions;
}

/** A relay between PACS and a destination, whose AE title is `DEST`. */
export class RelayScene {
  readonly isocenter: RunningIsocenter;
  readonly destination: ScriptedDestination;
  readonly #pacs: ReadonlyMap<string, ScriptedPacs>;

  constructor(isocenter: RunningIsocenter, destination: ScriptedDestination, pacs: ReadonlyMap<string, ScriptedPacs>) {
    this.isocenter = isocenter;
    this.destination = destination;
    this.#pacs = pacs;
  }

  get port(): number {
    return this.isocenter.dicomPort;
  }

  pacs(name = 'hospital'): ScriptedPacs {
    const pacs = this.#pacs.get(name);
    assert.ok(pacs, `no PACS ${name}`);
    return pacs;
  }
}

export const wholeStudy = studyOf(1);

/** What a client asks for to get all of a study that `generatedInstances` makes. */
export function studyOf(study: number): Wanted {
  return { level: 'STUDY', StudyInstanceUID: `1.2.826.0.1.7.${study}` };
}

/** Limits that let a fetch that lacks something end soon. */
export const impatient = { FirstInstanceTimeout: 1, QuietPeriod: 1 } as const;

export async function startScene(t: TestContext, options: SceneOptions = {}): Promise<RelayScene> {
  const { configuration, destination: destinationOptions, modalities, relay } = options;
  const given = Object.entries(options.pacs ?? { hospital: {} });
  const pacs = new Map<string, ScriptedPacs>();
  for (const [name, { instances = generatedInstances(5), script = {} }] of given) {
    pacs.set(name, await startPacs(t, { aet: name.toUpperCase(), instances, script }));
  }
  const destination = await ScriptedDestination.start(t, { keepsDataSets: true, ...destinationOptions });
  const isocenter = await startIsocenter(t, {
    DicomModalities: {
      dest: destination.modality('DEST'),
      ...Object.fromEntries([...pacs].map(([name, each]) => [name, each.modality()])),
      ...modalities,
    },
    Relay: {
      Upstreams: Object.fromEntries(given.map(([name, { upstream }]) => [name, { Modality: name, ...upstream }])),
      ...relay,
    },
    ...configuration,
  });
  for (const each of pacs.values()) {
    each.destinations.set('ISOCENTER', { host: '127.0.0.1', port: isocenter.dicomPort });
  }
  return new RelayScene(isocenter, destination, pacs);
}

/** Status and counters of the final response: completed, failed, warning. */
export function ending({ final: { completed, failed, status, warning } }: Retrieved): readonly unknown[] {
  return [status.toString(16).padStart(4, '0'), completed, failed, warning];
}

/** Each of them came once, with the bytes that the PACS sent. */
export function assertDelivered(destination: ScriptedDestination, instances: readonly GeneratedInstance[]): void {
  const names = new Set(uidsOf(instances));
  const received = destination.received.filter((uid) => names.has(uid));
  assert.deepEqual(received.toSorted(), [...names].toSorted());
  for (const { dataSet, sopInstanceUid } of instances) {
    assert.ok(destination.dataSets.get(sopInstanceUid)?.equals(dataSet), `${sopInstanceUid} has other bytes`);
  }
}

/** Level and UIDs of each retrieve that a PACS was asked for. */
export function retrievesOf({ requests }: ScriptedPacs): readonly (readonly [string, readonly string[]])[] {
  return requests
    .filter(({ service }) => service === 'C-MOVE' || service === 'C-GET')
    .map(({ identifier, level }) => [level, level === '' ? [] : identifier.texts(uniqueKeys[level])]);
}

/** PS3.4 C.6.1.1, C.6.2.1. */
const uniqueKeys = {
  PATIENT: Tags.PatientID,
  STUDY: Tags.StudyInstanceUID,
  SERIES: Tags.SeriesInstanceUID,
  IMAGE: Tags.SOPInstanceUID,
} as const;

export function uidsOf(instances: readonly GeneratedInstance[]): readonly string[] {
  return instances.map(({ sopInstanceUid }) => sopInstanceUid);
}

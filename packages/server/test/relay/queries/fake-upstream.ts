import { DataSet } from '@isocenter/dicom';
import { parseModality } from '../../../src/config/modality.ts';
import type { RelayConfiguration, UpstreamConfiguration } from '../../../src/config/relay.ts';
import type { KnownResource } from '../../../src/index/relay-store.ts';
import type { QueriedUpstream } from '../../../src/relay/queries/queried-upstream.ts';
import type { UpstreamLink, UpstreamQuestion } from '../../../src/relay/upstreams/upstream-link.ts';

export type Find = RelayConfiguration['Upstreams'][number]['Find'];

/** What a scripted link does: give answers, fail, wait for the signal. */
export type Script = (
  question: UpstreamQuestion,
  onAnswer: (answer: DataSet) => Promise<void> | void,
  signal: AbortSignal,
) => Promise<void>;

export interface FakeUpstream extends QueriedUpstream {
  readonly questions: UpstreamQuestion[];
}

/** An upstream with the AE title of its name in upper case, whose link follows a script, or gives answers. */
export function fakeUpstream(
  name: string,
  script: Script | readonly DataSet[],
  { aet = name.toUpperCase(), manufacturer = 'Generic', ...choice }: UpstreamChoice = {},
): FakeUpstream {
  const questions: UpstreamQuestion[] = [];
  const link: Pick<UpstreamLink, 'find'> = {
    async find(question, onAnswer, signal) {
      questions.push(question);
      if (typeof script === 'function') return script(question, onAnswer, signal);
      for (const answer of script) {
        signal.throwIfAborted();
        await onAnswer(answer);
      }
    },
  };
  const modality = parseModality(name, { AET: aet, Host: '192.0.2.1', Port: 104, Manufacturer: manufacturer });
  return {
    configuration: { Name: name, AllowedClients: ['*'], Find: 'Always', SendingAets: [], ...choice },
    link,
    modality: () => modality,
    questions,
  };
}

export interface UpstreamChoice
  extends Partial<Pick<UpstreamConfiguration, 'AllowedClients' | 'Find' | 'SendingAets'>> {
  readonly aet?: string;
  readonly manufacturer?: string;
}

/** A study as a C-FIND answers it: Patient ID, Study Instance UID. */
export function studyAnswer(uid: string, patientId = 'P1'): DataSet {
  return new DataSet().set(0x00100020, 'LO', patientId).set(0x0020000d, 'UI', uid);
}

/** Ends only when it is told to. */
export const silence: Script = (_, __, signal) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Keeps what public ids stand for. */
export class MemoryKnownResources {
  readonly resources: KnownResource[] = [];

  async putKnownResources(resources: readonly KnownResource[]): Promise<void> {
    this.resources.push(...resources);
  }

  async getKnownResource(level: KnownResource['level'], publicId: string): Promise<readonly KnownResource[]> {
    return this.resources.filter((resource) => resource.level === level && resource.publicId === publicId);
  }
}

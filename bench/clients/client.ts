import type { InstanceLoad } from '../data-sets.ts';
import type { Workbench } from '../workbench.ts';
import { DcmtkClient } from './dcmtk-client.ts';
import { OwnClient } from './own-client.ts';

/** `own`: the SCU of this project with its data sets in memory; `dcmtk`: the command-line tools, a process per question. */
export const clientKinds = ['own', 'dcmtk'] as const;
export type ClientKind = (typeof clientKinds)[number];

export interface LoadResult {
  readonly seconds: number;
  /** Instances stored or moved, or matches; NaN where the tool does not tell. */
  readonly count: number;
  /** Of a C-MOVE: until the first response that tells of an instance. */
  readonly firstSeconds?: number;
}

/** The requestor of a question, the same for both servers, in a process of its own. */
export interface Client {
  /** Generates the data sets, so that this is not measured. */
  prepare(load: InstanceLoad): Promise<void>;
  store(port: number, load: InstanceLoad): Promise<LoadResult>;
  /** C-FIND at study level; an empty name matches all. */
  find(port: number, patientName: string): Promise<LoadResult>;
  move(port: number, destinationAet: string, studyInstanceUid: string): Promise<LoadResult>;
}

export function openClient(kind: ClientKind, workbench: Workbench): Client {
  return kind === 'own' ? new OwnClient(workbench) : new DcmtkClient(workbench);
}

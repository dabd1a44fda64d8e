import { IsocenterError } from '../model/isocenter-error.ts';

/** What a script wants done: with the resource that it names, or with what another operation of the sequence leaves. */
export type Operation = {
  readonly Resource?: string;
  /** Number of that operation, from 1; always an earlier one. */
  readonly Input?: number;
} & (
  | { readonly Type: 'SendToModality'; readonly Modality: string; readonly LocalAet?: string | undefined }
  | { readonly Type: 'SendToPeer'; readonly Peer: string }
  | { readonly Type: 'Delete' }
  | {
      readonly Type: 'ModifyInstance';
      readonly Replace?: Readonly<Record<string, string>>;
      readonly Remove?: readonly string[];
      readonly RemovePrivateTags: boolean;
    }
  | { readonly Type: 'CallSystem'; readonly Command: string; readonly Arguments?: readonly string[] }
);

/** The operations of one callback, as the key of an item of a job. */
export function keyOfOperations(operations: readonly Operation[]): string {
  return JSON.stringify(operations);
}

export function operationsOfKey(key: string): readonly Operation[] {
  return JSON.parse(key) as readonly Operation[];
}

const textFields = { SendToModality: 'Modality', SendToPeer: 'Peer', CallSystem: 'Command' } as const;

/** @throws IsocenterError BadParameterType when a script gave something else than it should */
export function checkedOperations(values: readonly unknown[]): readonly Operation[] {
  return values.map((value, position) => {
    const operation = value as Operation & Readonly<Record<string, unknown>>;
    const field = Object.entries(textFields).find(([type]) => type === operation.Type)?.[1];
    if (field !== undefined && typeof operation[field] !== 'string') {
      throw new IsocenterError('BadParameterType', `${operation.Type}: ${field} must be a string`);
    }
    if (operation.LocalAet !== undefined && operation.LocalAet !== null && typeof operation.LocalAet !== 'string') {
      throw new IsocenterError('BadParameterType', 'SendToModality: the local AET must be a string');
    }
    if (operation.Input !== undefined && !(operation.Input >= 1 && operation.Input <= position)) {
      throw new IsocenterError('BadParameterType', `${operation.Type}: the input is not an earlier operation`);
    }
    return operation;
  });
}

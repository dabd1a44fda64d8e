import type { RemoteModality } from '../config/modality.ts';
import type { Configuration } from '../config/options.ts';

/** What permits each command: a field of every modality the peer may be, or an option that opens it to all. */
const permissions = {
  echo: { field: 'AllowEcho', option: 'DicomAlwaysAllowEcho' },
  store: { field: 'AllowStore', option: 'DicomAlwaysAllowStore' },
  find: { field: 'AllowFind', option: 'DicomAlwaysAllowFind' },
  'find-worklist': { field: 'AllowFindWorklist', option: 'DicomAlwaysAllowFindWorklist' },
  get: { field: 'AllowGet', option: 'DicomAlwaysAllowGet' },
  move: { field: 'AllowMove', option: 'DicomAlwaysAllowMove' },
  'n-action': { field: 'AllowNAction', option: undefined },
  'n-event-report': { field: 'AllowEventReport', option: undefined },
} as const satisfies Record<
  string,
  { readonly field: keyof RemoteModality; readonly option: keyof Configuration | undefined }
>;

/** A DIMSE command as far as permission goes. */
export type PermittedCommand = keyof typeof permissions;

type AlwaysAllowOption = Exclude<(typeof permissions)[PermittedCommand]['option'], undefined>;

/** The options that open commands to everybody. */
export type AlwaysAllowed = Pick<Configuration, AlwaysAllowOption>;

export const alwaysAllowOptions: readonly AlwaysAllowOption[] = Object.values(permissions).flatMap(({ option }) =>
  option === undefined ? [] : [option],
);

/**
 * Whether the peer of an association may use a command. Several modalities with its AE title must all allow it.
 * A command that is not allowed ends the association (A-ABORT), as the peer of this product does.
 */
export function isCommandAllowed(
  command: PermittedCommand,
  peer: { readonly modalities: readonly RemoteModality[] },
  configuration: AlwaysAllowed,
): boolean {
  const { field, option } = permissions[command];
  if (option !== undefined && configuration[option]) return true;
  return peer.modalities.length > 0 && peer.modalities.every((modality) => modality[field]);
}

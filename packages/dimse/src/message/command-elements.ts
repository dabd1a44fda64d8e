/** Command elements in ascending order, PS3.7 annex E.1: keyword, element number of group 0000, VR. */
export const CommandElements = [
  ['AffectedSOPClassUID', 0x0002, 'UI'],
  ['RequestedSOPClassUID', 0x0003, 'UI'],
  ['CommandField', 0x0100, 'US'],
  ['MessageID', 0x0110, 'US'],
  ['MessageIDBeingRespondedTo', 0x0120, 'US'],
  ['MoveDestination', 0x0600, 'AE'],
  ['Priority', 0x0700, 'US'],
  ['CommandDataSetType', 0x0800, 'US'],
  ['Status', 0x0900, 'US'],
  ['OffendingElement', 0x0901, 'AT'],
  ['ErrorComment', 0x0902, 'LO'],
  ['ErrorID', 0x0903, 'US'],
  ['AffectedSOPInstanceUID', 0x1000, 'UI'],
  ['RequestedSOPInstanceUID', 0x1001, 'UI'],
  ['EventTypeID', 0x1002, 'US'],
  ['AttributeIdentifierList', 0x1005, 'AT'],
  ['ActionTypeID', 0x1008, 'US'],
  ['NumberOfRemainingSuboperations', 0x1020, 'US'],
  ['NumberOfCompletedSuboperations', 0x1021, 'US'],
  ['NumberOfFailedSuboperations', 0x1022, 'US'],
  ['NumberOfWarningSuboperations', 0x1023, 'US'],
  ['MoveOriginatorApplicationEntityTitle', 0x1030, 'AE'],
  ['MoveOriginatorMessageID', 0x1031, 'US'],
] as const;

type CommandElement = (typeof CommandElements)[number];
export type CommandKeyword = CommandElement[0];
export type CommandVr = CommandElement[2];

type CommandValue<V extends CommandVr> = V extends 'US' ? number : V extends 'AT' ? readonly number[] : string;

/**
 * A command set by keyword (PS3.7 E.1); the group length is computed. UI, AE and LO are strings without padding,
 * US numbers, AT lists of tags as 0xggggeeee.
 */
export type CommandSet = {
  readonly [E in CommandElement as E[0]]?: CommandValue<E[2]>;
} & { readonly CommandField: number };

/** (0000,0800) of a message without data set; any other value announces one. */
export const NO_DATA_SET = 0x0101;

/** (0000,0800) this package sends for a message with a data set. */
export const DATA_SET_PRESENT = 0x0001;

/** (0000,0700), PS3.7 E.1. */
export const Priority = { medium: 0, high: 1, low: 2 } as const;

/**
 * What an action does, in order; the connection carries the effects out. Names follow the primitives of PS3.8 7.
 */
export type Effect =
  | 'connect'
  | 'send-request'
  | 'send-accept'
  | 'send-reject'
  | 'send-data'
  | 'send-release-request'
  | 'send-release-reply'
  | 'send-user-abort'
  | 'send-provider-abort'
  | 'confirm-accept'
  | 'confirm-reject'
  | 'indicate-association'
  | 'indicate-data'
  | 'indicate-release'
  | 'indicate-release-collision'
  | 'confirm-release'
  | 'indicate-abort'
  | 'indicate-provider-abort'
  | 'start-artim'
  | 'stop-artim'
  | 'close';

/** States of the upper layer, PS3.8 tables 9-1 to 9-5. */
export type State = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13;

export interface Action {
  readonly effects: readonly Effect[];
  readonly next: State;
}

/**
 * The actions of PS3.8 tables 9-6 to 9-9 with their next state. AE-6 and AR-8 have two outcomes: AE-6 depends on
 * whether the provider accepts the request, AR-8 on which side opened the association.
 */
export const Actions = {
  'AE-1': { effects: ['connect'], next: 4 },
  'AE-2': { effects: ['send-request'], next: 5 },
  'AE-3': { effects: ['confirm-accept'], next: 6 },
  'AE-4': { effects: ['confirm-reject', 'close'], next: 1 },
  'AE-5': { effects: ['start-artim'], next: 2 },
  'AE-6': {
    acceptable: { effects: ['stop-artim', 'indicate-association'], next: 3 },
    unacceptable: { effects: ['send-reject', 'start-artim'], next: 13 },
  },
  'AE-7': { effects: ['send-accept'], next: 6 },
  'AE-8': { effects: ['send-reject', 'start-artim'], next: 13 },
  'DT-1': { effects: ['send-data'], next: 6 },
  'DT-2': { effects: ['indicate-data'], next: 6 },
  'AR-1': { effects: ['send-release-request'], next: 7 },
  'AR-2': { effects: ['indicate-release'], next: 8 },
  'AR-3': { effects: ['confirm-release', 'close'], next: 1 },
  'AR-4': { effects: ['send-release-reply', 'start-artim'], next: 13 },
  'AR-5': { effects: ['stop-artim'], next: 1 },
  'AR-6': { effects: ['indicate-data'], next: 7 },
  'AR-7': { effects: ['send-data'], next: 8 },
  'AR-8': {
    requestor: { effects: ['indicate-release-collision'], next: 9 },
    acceptor: { effects: ['indicate-release-collision'], next: 10 },
  },
  'AR-9': { effects: ['send-release-reply'], next: 11 },
  'AR-10': { effects: ['confirm-release'], next: 12 },
  'AA-1': { effects: ['send-user-abort', 'start-artim'], next: 13 },
  'AA-2': { effects: ['stop-artim', 'close'], next: 1 },
  'AA-3': { effects: ['indicate-abort', 'close'], next: 1 },
  'AA-4': { effects: ['indicate-provider-abort'], next: 1 },
  'AA-5': { effects: ['stop-artim'], next: 1 },
  'AA-6': { effects: [], next: 13 },
  'AA-7': { effects: ['send-provider-abort'], next: 13 },
  'AA-8': { effects: ['send-provider-abort', 'indicate-provider-abort', 'start-artim'], next: 13 },
} as const satisfies Record<string, Action | Record<string, Action>>;

export type ActionName = keyof typeof Actions;

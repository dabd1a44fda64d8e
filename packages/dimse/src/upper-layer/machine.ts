import { type Action, Actions, type State } from './actions.ts';
import { StateTable, type UpperLayerEvent } from './state-table.ts';

/** What the two actions with a choice depend on. */
export interface MachineFacts {
  /** Whether this side opened the association (AR-8). */
  readonly requestor: boolean;
  /** Whether the provider finds the A-ASSOCIATE-RQ acceptable (AE-6). */
  readonly acceptable: boolean;
}

/** The action of an event in a state, PS3.8 table 9-10; undefined where the table has none. */
export function actionFor(state: State, event: UpperLayerEvent, facts: MachineFacts): Action | undefined {
  const name = StateTable[event][state - 1];
  if (name === undefined || name === '-') return undefined;
  const action = Actions[name];
  if ('acceptable' in action) return facts.acceptable ? action.acceptable : action.unacceptable;
  if ('requestor' in action) return facts.requestor ? action.requestor : action.acceptor;
  return action;
}

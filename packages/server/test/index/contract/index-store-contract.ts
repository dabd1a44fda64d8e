import { attachmentContract } from './attachment-contract.ts';
import { changesContract } from './changes-contract.ts';
import { deleteContract } from './delete-contract.ts';
import { evictionContract } from './eviction-contract.ts';
import { exportLogContract } from './export-log-contract.ts';
import { findContract } from './find-contract.ts';
import { metadataContract } from './metadata-contract.ts';
import { modelContract } from './model-contract.ts';
import type { OpenIndex } from './opened-index.ts';
import { recyclingContract } from './recycling-contract.ts';
import { recyclingModelContract } from './recycling-model-contract.ts';
import { relayCacheContract } from './relay-cache-contract.ts';
import { relayLedgerContract } from './relay-ledger-contract.ts';
import { relayMarkContract } from './relay-mark-contract.ts';
import { remoteQueryContract } from './remote-query-contract.ts';
import { settingsContract } from './settings-contract.ts';
import { storeContract } from './store-contract.ts';
import { tagsContract } from './tags-contract.ts';
import { worklistContract } from './worklist-contract.ts';

/** What every database must do as an index. */
export function indexStoreContract(name: string, open: OpenIndex): void {
  storeContract(name, open);
  deleteContract(name, open);
  findContract(name, open);
  changesContract(name, open);
  metadataContract(name, open);
  attachmentContract(name, open);
  settingsContract(name, open);
  tagsContract(name, open);
  modelContract(name, open);
  exportLogContract(name, open);
  remoteQueryContract(name, open);
  worklistContract(name, open);
  relayLedgerContract(name, open);
  relayCacheContract(name, open);
  relayMarkContract(name, open);
  evictionContract(name, open);
  recyclingContract(name, open);
  recyclingModelContract(name, open);
}

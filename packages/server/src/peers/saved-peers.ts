import { parsePeer, type RemotePeer, savedPeerJson } from '../config/peer.ts';
import type { Logger } from '../logging/logger.ts';
import { SavedEntries, type SavedEntriesOptions } from '../registry/saved-entries.ts';

/** Peers in the index (`OrthancPeersInDatabase`), with their passwords. */
export function savedPeers(index: SavedEntriesOptions<RemotePeer>['index'], logger: Logger): SavedEntries<RemotePeer> {
  return new SavedEntries({ index, logger, kind: 'peer', toJson: savedPeerJson, parse: parsePeer });
}

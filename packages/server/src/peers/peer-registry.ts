import type { RemotePeer } from '../config/peer.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { NamedRegistry } from '../registry/named-registry.ts';

/** The other servers of this REST API that the server knows now. */
export class PeerRegistry extends NamedRegistry<RemotePeer> {
  /** @throws IsocenterError `UnknownResource` */
  require(name: string): RemotePeer {
    const peer = this.get(name);
    if (peer === undefined) throw new IsocenterError('UnknownResource', `No peer has the name ${name}`);
    return peer;
  }
}

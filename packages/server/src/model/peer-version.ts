/** The release of the peer that this server is compatible with. Clients go by it to know what they can ask for. */
export const peerVersion = '1.13.0';

import type { IsocenterPlugin, PluginServer } from 'isocenter/plugin';

let server: PluginServer;
const seen: string[] = [];

/** Takes in no instance without a patient, and shows which studies have become complete. */
export default {
  name: 'teaching-files',
  version: '1.0',
  start(given) {
    server = given;
  },
  filters: {
    receivedInstance({ tags }) {
      const isNamed = 'PatientID' in tags && tags.PatientID !== '';
      return isNamed ? { kind: 'store' } : { kind: 'refuse', dimseStatus: 0xa900 };
    },
  },
  events: {
    async stable({ level, publicId }) {
      if (level !== 'Study') return;
      await server.request({ method: 'PUT', uri: `/studies/${publicId}/labels/complete` });
      seen.push(publicId);
    },
  },
  routes: [
    {
      method: 'GET',
      url: '/teaching-files/complete',
      handle: () => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(seen) }),
    },
  ],
} satisfies IsocenterPlugin;

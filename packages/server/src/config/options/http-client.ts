import type { OptionRows } from '../option.ts';
import { peers } from '../peer.ts';
import { boolean, integer, mapOf, optionalPath, text } from '../value-type.ts';

export const httpClientOptions = {
  HttpProxy: {
    type: text(),
    default: '',
    meaning: 'Proxy of outgoing requests, user:password@host:port or host:port; empty: none.',
    support: 'yes',
  },
  HttpVerbose: {
    type: boolean(),
    default: false,
    meaning: 'Log the details of outgoing requests.',
    support: 'ignored',
    reason: 'use --trace-http',
  },
  HttpTimeout: {
    type: integer(0),
    default: 60,
    unit: 's',
    meaning: 'Limit of connecting to an HTTP server, and of its silence; 0: none.',
    support: 'yes',
  },
  HttpsVerifyPeers: {
    type: boolean(),
    default: true,
    meaning: 'Check the certificates of HTTPS servers.',
    support: 'yes',
  },
  HttpsCACertificates: {
    type: optionalPath(),
    default: '',
    meaning: 'PEM file of the authorities to trust; empty: those of Node.js.',
    support: 'yes',
  },
  Pkcs11: {
    type: mapOf({ label: 'value', read: (reader) => reader.json }),
    default: undefined,
    meaning: 'Smart card for client certificates: Module, Pin, Verbose.',
    support: 'later',
    reason: 'client certificates come from PEM files',
  },
  OrthancPeers: {
    type: peers(),
    default: {},
    meaning:
      'Other servers of this REST API: name to [url], to [url, user, password], or to an object of Url, Username, ' +
      'Password, HttpHeaders, CertificateFile, CertificateKeyFile, CertificateKeyPassword, Timeout.',
    support: 'yes',
  },
  OrthancPeersInDatabase: {
    type: boolean(),
    default: false,
    meaning: 'Keep the peers in the index; OrthancPeers is then not read.',
    support: 'yes',
  },
} as const satisfies OptionRows;

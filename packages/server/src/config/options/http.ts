import type { OptionRows } from '../option.ts';
import { registeredUsers } from '../registered-user.ts';
import { boolean, integer, listOf, path, text } from '../value-type.ts';

const noWebDav = 'WebDAV is not offered';

export const httpOptions = {
  HttpServerEnabled: {
    type: boolean(),
    default: true,
    meaning: 'Offer the REST API and the web page.',
    support: 'yes',
  },
  OrthancExplorerEnabled: {
    type: boolean(),
    default: true,
    meaning: 'Offer the built-in web page.',
    support: 'later',
    reason: 'there is only a page of links',
  },
  HttpPort: {
    type: integer(0, 65535),
    default: 8042,
    meaning: 'TCP port of HTTP; 0: a free one.',
    support: 'yes',
  },
  HttpBindAddresses: {
    type: listOf(text('address')),
    default: undefined,
    meaning: 'Addresses to listen on. Unset: every one when authentication is on, otherwise only this machine.',
    support: 'yes',
  },
  HttpThreadsCount: {
    type: integer(1),
    default: 50,
    meaning: 'Threads of the HTTP server.',
    support: 'ignored',
    reason: 'one thread serves all connections',
  },
  WebDavEnabled: { type: boolean(), default: true, meaning: 'Share at /webdav/.', support: 'later', reason: noWebDav },
  WebDavDeleteAllowed: {
    type: boolean(),
    default: false,
    meaning: 'Allow deleting through the share.',
    support: 'later',
    reason: noWebDav,
  },
  WebDavUploadAllowed: {
    type: boolean(),
    default: true,
    meaning: 'Allow uploading through the share.',
    support: 'later',
    reason: noWebDav,
  },
  RemoteAccessAllowed: {
    type: boolean(),
    default: false,
    meaning: 'Serve HTTP clients on other machines; they get 401 otherwise.',
    support: 'yes',
  },
  SslEnabled: { type: boolean(), default: false, meaning: 'HTTPS in place of HTTP.', support: 'yes' },
  SslCertificate: {
    type: path(),
    default: 'certificate.pem',
    meaning: 'PEM file of the HTTPS certificate and its key.',
    support: 'yes',
  },
  SslVerifyPeers: {
    type: boolean(),
    default: false,
    meaning: 'Demand a certificate from HTTPS clients.',
    support: 'yes',
  },
  SslTrustedClientCertificates: {
    type: path(),
    default: 'trustedClientCertificates.pem',
    meaning: 'PEM file of the client certificates to trust.',
    support: 'yes',
  },
  SslMinimumProtocolVersion: {
    type: integer(0, 5),
    default: 4,
    meaning: 'Oldest protocol accepted: 4 is TLS 1.2, 5 is TLS 1.3. Below 4 counts as 4: older ones are unsafe.',
    support: 'yes',
  },
  SslCiphersAccepted: {
    type: listOf(text()),
    default: undefined,
    meaning: 'Ciphers of HTTPS by their OpenSSL names. Unset: those Node.js considers safe.',
    support: 'yes',
  },
  AuthenticationEnabled: {
    type: boolean(),
    default: undefined,
    meaning: 'Demand a user name and password (HTTP Basic). Unset: as RemoteAccessAllowed.',
    support: 'yes',
  },
  RegisteredUsers: {
    type: registeredUsers(),
    default: undefined,
    meaning: 'User to password: in clear text, or better as printed by "isocenter hash-password".',
    support: 'yes',
  },
  HttpDescribeErrors: {
    type: boolean(),
    default: true,
    meaning: 'Answer errors with a JSON description.',
    support: 'yes',
  },
  HttpCompressionEnabled: {
    type: boolean(),
    default: false,
    meaning: 'Compress HTTP answers for clients that accept it.',
    support: 'yes',
  },
  KeepAlive: {
    type: boolean(),
    default: true,
    meaning: 'Keep HTTP connections open between requests.',
    support: 'yes',
  },
  KeepAliveTimeout: {
    type: integer(0),
    default: 1,
    unit: 's',
    meaning: 'Idle time after which an HTTP connection is closed.',
    support: 'yes',
  },
  TcpNoDelay: {
    type: boolean(),
    default: true,
    meaning: 'Send small packets at once.',
    support: 'ignored',
    reason: 'always on',
  },
  HttpRequestTimeout: {
    type: integer(0),
    default: 30,
    unit: 's',
    meaning: 'Silence after which an HTTP connection is given up; 0: never.',
    support: 'yes',
  },
  MaximumRequestBodySizeMB: {
    type: integer(0),
    default: 8192,
    unit: 'MB',
    meaning: 'Limit of one request body; 0: none.',
    support: 'yes',
  },
  MaximumFileSizeInArchiveMB: {
    type: integer(0),
    default: 4096,
    unit: 'MB',
    meaning: 'Limit of one file unpacked from an uploaded ZIP or gzip; 0: none.',
    support: 'yes',
  },
  ExecuteLuaEnabled: {
    type: boolean(),
    default: false,
    meaning: 'Allow /tools/execute-script: whoever may use the REST API may run Lua in the server.',
    support: 'yes',
  },
  RestApiWriteToFileSystemEnabled: {
    type: boolean(),
    default: false,
    meaning: 'Allow requests that write files on the server, as /instances/{id}/export.',
    support: 'yes',
  },
} as const satisfies OptionRows;

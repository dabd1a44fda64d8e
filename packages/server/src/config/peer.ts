import type { ConfigurationWarning } from './errors.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { ObjectFields } from './object-fields.ts';
import { detachedReader, type ValueReader } from './value-reader.ts';
import { boolean, integer, mapOf, optionalPath, text, textMatching, type ValueType } from './value-type.ts';

/** Another server of this REST API: one entry of `OrthancPeers`. */
export interface RemotePeer {
  /** The symbolic name, key of the entry. */
  readonly Name: string;
  /** Ends with a slash. */
  readonly Url: string;
  readonly Username: string;
  readonly Password: string;
  readonly HttpHeaders: Readonly<Record<string, string>>;
  /** Client certificate, PEM; empty: none. */
  readonly CertificateFile: string;
  readonly CertificateKeyFile: string;
  readonly CertificateKeyPassword: string;
  readonly Pkcs11: boolean;
  /** Seconds; 0: HttpTimeout. */
  readonly Timeout: number;
  /** Fields the user added for scripts and other programs. */
  readonly userProperties: JsonObject;
}

const arrayForm = ['Url', 'Username', 'Password'] as const;

const peerUrl = textMatching('URL', /^https?:\/\/[^\s]+$/i, 'an http:// or https:// URL');

/**
 * Reads one peer, in the array form `[url]` or `[url, user, password]` or in the object form.
 * @throws ConfigurationError naming the field
 */
export function parsePeer(name: string, json: JsonValue, warn?: (warning: ConfigurationWarning) => void): RemotePeer {
  return readPeer(name, detachedReader(json, ['OrthancPeers', name], warn));
}

/** The answer of `/peers/{id}/configuration`: no password, and of the headers only the names. */
export function peerToJson(peer: RemotePeer): JsonObject {
  return {
    ...peer.userProperties,
    Url: peer.Url,
    Username: peer.Username,
    Password: null,
    HttpHeaders: Object.keys(peer.HttpHeaders),
    Pkcs11: peer.Pkcs11,
    Timeout: peer.Timeout,
  };
}

/** Everything of a peer but its name, secrets included, as `parsePeer` takes it: for the index. */
export function savedPeerJson({ Name, userProperties, ...fields }: RemotePeer): JsonObject {
  return { ...userProperties, ...fields };
}

/** A peer as the jobs that send to it show it: the array form where that says all, never a password. */
export function peerOfJob(peer: RemotePeer): JsonValue {
  const { CertificateFile, HttpHeaders, Pkcs11, Timeout, Url, Username, userProperties } = peer;
  const isPlain = CertificateFile === '' && !Pkcs11 && Timeout === 0 && Object.keys(HttpHeaders).length === 0;
  if (!isPlain || Object.keys(userProperties).length > 0) return peerToJson(peer);
  // The password is there, and is not told.
  return Username === '' ? [Url] : [Url, Username, ''];
}

/** The type of `OrthancPeers`. */
export function peers(): ValueType<Readonly<Record<string, RemotePeer>>> {
  const label = 'object of peer';
  return {
    label,
    read(reader) {
      const entries = Object.entries(reader.object(label));
      return Object.fromEntries(entries.map(([name, json]) => [name, readPeer(name, reader.inner(name, json))]));
    },
  };
}

function readPeer(name: string, reader: ValueReader): RemotePeer {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw reader.error('CONFIGURATION_VALUE', 'a name may hold letters, digits, "-" and "_" only');
  }
  const given = asObject(reader);
  const fields = new ObjectFields(reader, given);
  // The REST API of the peer spells it both ways.
  const url = fields.optional('URL', peerUrl) ?? fields.required('Url', peerUrl);
  const peer = {
    Name: name,
    Url: url.endsWith('/') ? url : `${url}/`,
    Username: fields.optional('Username', text()) ?? '',
    Password: fields.optional('Password', text()) ?? '',
    HttpHeaders: fields.optional('HttpHeaders', mapOf(text())) ?? {},
    CertificateFile: fields.optional('CertificateFile', optionalPath()) ?? '',
    CertificateKeyFile: fields.optional('CertificateKeyFile', optionalPath()) ?? '',
    CertificateKeyPassword: fields.optional('CertificateKeyPassword', text()) ?? '',
    Pkcs11: fields.optional('Pkcs11', boolean()) ?? false,
    Timeout: fields.optional('Timeout', integer(0)) ?? 0,
  };
  const userProperties = fields.others().filter((key) => !(arrayForm as readonly string[]).includes(key));
  return { ...peer, userProperties: Object.fromEntries(userProperties.map((key) => [key, given[key] ?? null])) };
}

function asObject(reader: ValueReader): JsonObject {
  const { json } = reader;
  if (!Array.isArray(json)) return reader.object('array or object');
  if (json.length !== 1 && json.length !== 3) {
    throw reader.error('CONFIGURATION_VALUE', 'the array form is [url] or [url, user, password]');
  }
  return Object.fromEntries(json.map((value, position) => [arrayForm[position], value]));
}

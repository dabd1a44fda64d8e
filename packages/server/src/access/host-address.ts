import { isIPv6 } from 'node:net';

/** An IP address in one spelling: IPv4 inside IPv6 as IPv4, no zone, IPv6 shortened and in lower case. */
export function canonicalAddress(address: string): string {
  const withoutZone = address.replace(/%.*$/, '').replace(/^\[(.*)\]$/, '$1');
  if (!isIPv6(withoutZone)) return withoutZone.toLowerCase();
  // The URL parser is the platform's own normalizer of IPv6.
  const canonical = new URL(`http://[${withoutZone}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (mapped === null) return canonical;
  const [high, low] = [Number.parseInt(`${mapped[1]}`, 16), Number.parseInt(`${mapped[2]}`, 16)];
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** Whether the address is of this machine alone (127.0.0.0/8, ::1). */
export function isLoopback(address: string): boolean {
  const canonical = canonicalAddress(address);
  return canonical === '::1' || /^127(\.\d{1,3}){3}$/.test(canonical);
}

/** Whether a peer at `address` is the configured `host`; a name other than localhost never is, as nothing is resolved. */
export function isAtHost(address: string, host: string): boolean {
  if (host.toLowerCase() === 'localhost') return isLoopback(address);
  return canonicalAddress(address) === canonicalAddress(host);
}

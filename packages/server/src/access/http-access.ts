import { isAuthenticationEnabled } from '../config/effective-values.ts';
import type { Configuration } from '../config/options.ts';
import { isLoopback } from './host-address.ts';

type AccessOptions = Pick<
  Configuration,
  'AuthenticationEnabled' | 'HttpBindAddresses' | 'RegisteredUsers' | 'RemoteAccessAllowed'
>;

/** Whether an HTTP client at this address is served at all; others get 401, whatever their credentials. */
export function isAddressAllowed(address: string, { RemoteAccessAllowed }: Pick<Configuration, 'RemoteAccessAllowed'>) {
  return RemoteAccessAllowed || isLoopback(address);
}

/** Both loopback addresses; a machine without IPv6 lacks the second. */
const loopbackAddresses = ['127.0.0.1', '::1'] as const;

/** The addresses HTTP listens on: those configured, otherwise only this machine until authentication is on. */
export function bindAddresses(configuration: AccessOptions): readonly string[] | 'every' {
  const { HttpBindAddresses: configured = [] } = configuration;
  if (configured.length > 0) return configured;
  return isAuthenticationEnabled(configuration) ? 'every' : loopbackAddresses;
}

/** Users of the manuals and images of the peer, which attackers try first. */
const wellKnownUsers: ReadonlyMap<string, string> = new Map([
  ['orthanc', 'orthanc'],
  ['demo', 'demo'],
  ['alice', 'alicePassword'],
  ['bob', 'bobPassword'],
]);

/** The names of the users whose password anybody can guess: that of a manual, or the name itself. */
export function usersWithWellKnownPassword({ RegisteredUsers = {} }: Pick<Configuration, 'RegisteredUsers'>): string[] {
  return Object.entries(RegisteredUsers)
    .filter(([user, password]) => password === user || wellKnownUsers.get(user) === password)
    .map(([user]) => user);
}

/** `IsHttpServerSecure` of `/system`: closed to other machines, or open only to users with a password of their own. */
export function isHttpServerSecure(configuration: AccessOptions): boolean {
  if (!configuration.RemoteAccessAllowed) return true;
  return isAuthenticationEnabled(configuration) && usersWithWellKnownPassword(configuration).length === 0;
}

/** What to tell the user at start about the access that the configuration gives. Never holds a password. */
export function accessWarnings(configuration: AccessOptions): string[] {
  const warnings: string[] = [];
  const authenticated = isAuthenticationEnabled(configuration);
  const addresses = bindAddresses(configuration);
  const isBoundToOthers = addresses === 'every' || !addresses.every((address) => isLoopback(address));
  if (configuration.RemoteAccessAllowed && !authenticated) {
    warnings.push(
      isBoundToOthers
        ? 'Anybody who reaches this machine can use the REST API: turn AuthenticationEnabled on.'
        : 'HTTP listens on this machine only, as authentication is off: turn AuthenticationEnabled on, or set HttpBindAddresses.',
    );
  }
  for (const user of usersWithWellKnownPassword(configuration)) {
    warnings.push(`The password of the registered user "${user}" is well known: change it.`);
  }
  return warnings;
}

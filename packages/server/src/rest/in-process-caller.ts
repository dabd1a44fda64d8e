import type { FastifyRequest } from 'fastify';

/** Who calls the REST API from inside the server. */
export type InProcessCaller = 'Lua' | 'Plugins';

/**
 * What stands for the address of the client in requests that the server makes to itself. A connection always has an IP
 * address, so nobody outside can have one of these.
 */
const callerAddresses = { Lua: 'in-process:lua', Plugins: 'in-process:plugins' } as const satisfies Record<
  InProcessCaller,
  string
>;

export function addressOfCaller(caller: InProcessCaller): string {
  return callerAddresses[caller];
}

/** Who inside the server makes a request; undefined: it comes from outside. */
export function inProcessCaller({ raw }: FastifyRequest): InProcessCaller | undefined {
  const address = raw.socket.remoteAddress;
  if (address === callerAddresses.Lua) return 'Lua';
  return address === callerAddresses.Plugins ? 'Plugins' : undefined;
}

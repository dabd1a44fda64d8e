import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authenticator } from '../access/authenticator.ts';
import { isAddressAllowed } from '../access/http-access.ts';
import { isAuthenticationEnabled } from '../config/effective-values.ts';
import type { Configuration } from '../config/options.ts';
import { inProcessCaller } from './in-process-caller.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The registered user that the request is from, when authentication is on. */
    username: string | undefined;
  }
  interface FastifyContextConfig {
    /** The route is for everybody, whatever the configuration says of access. */
    isPublic?: boolean;
  }
}

export type AccessConfiguration = Pick<Configuration, 'AuthenticationEnabled' | 'RemoteAccessAllowed'>;

/** Lets no request through that is not from an allowed address and, with authentication, from a registered user. */
export function guardAccess(
  app: FastifyInstance,
  configuration: AccessConfiguration,
  authenticator: Pick<Authenticator, 'authenticate'>,
): void {
  const authenticates = isAuthenticationEnabled(configuration);
  app.decorateRequest('username', undefined);
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.isPublic === true || inProcessCaller(request) !== undefined) return undefined;
    if (!isAddressAllowed(request.ip, configuration)) return refuse(reply);
    if (!authenticates) return undefined;
    const authentication = await authenticator.authenticate(request.headers.authorization);
    if (authentication.outcome === 'busy') return reply.code(503).header('retry-after', '1').send();
    if (authentication.outcome !== 'user') return refuse(reply);
    request.username = authentication.user;
    return undefined;
  });
}

/** The same answer whatever the reason is: it tells nothing to who should not know. */
function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(401).header('www-authenticate', 'Basic realm="Orthanc Secure Area"').send();
}

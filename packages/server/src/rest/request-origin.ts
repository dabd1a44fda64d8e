import type { FastifyRequest } from 'fastify';
import type { InstanceOrigin } from '../ingest/origin.ts';
import { inProcessCaller } from './in-process-caller.ts';

/** Where an instance comes from that a request brings or makes. */
export function requestOrigin(request: FastifyRequest): InstanceOrigin {
  const caller = inProcessCaller(request);
  return caller === undefined
    ? { kind: 'RestApi', remoteIp: request.ip, username: request.username }
    : { kind: caller };
}

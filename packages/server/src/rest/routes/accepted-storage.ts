import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { AcceptedStorage } from '../../access/accepted-storage.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { isTexts } from '../body-shapes.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import { textFlag } from '../text-flag.ts';

export interface AcceptedStorageDeps {
  readonly acceptedStorage: AcceptedStorage;
  readonly limits: BodyLimits;
}

const uids = Type.Array(Type.String(), { description: 'UIDs' });
const flag = { text: '`0` or `1`' };

/** What C-STORE takes in, and changing it until the server ends: the next association goes by it. */
export function acceptedStorageRoutes(app: FastifyInstance, { acceptedStorage, limits }: AcceptedStorageDeps): void {
  app.get(
    '/tools/accepted-sop-classes',
    {
      config: contract({
        tag: 'System',
        summary: 'List the storage SOP classes that are accepted',
        answer: [{ json: uids }],
      }),
    },
    async () => [...acceptedStorage.sopClasses],
  );

  app.get(
    '/tools/accepted-transfer-syntaxes',
    {
      config: contract({
        tag: 'System',
        summary: 'List the transfer syntaxes that are accepted for storage',
        answer: [{ json: uids }],
      }),
    },
    async () => [...acceptedStorage.transferSyntaxes],
  );

  app.put(
    '/tools/accepted-transfer-syntaxes',
    {
      config: contract({
        tag: 'System',
        summary: 'Change which transfer syntaxes are accepted for storage',
        body: [
          { json: Type.Union([Type.Array(Type.String()), Type.String()], { description: 'UIDs, with wildcards' }) },
          { text: 'A pattern such as `*`; a UID alone has to be in quotes' },
        ],
        answer: [{ json: uids }],
      }),
    },
    async (request) => {
      acceptedStorage.acceptTransferSyntaxes(patternsOf(await textBody(request, limits)));
      return [...acceptedStorage.transferSyntaxes];
    },
  );

  app.get(
    '/tools/unknown-sop-class-accepted',
    {
      config: contract({
        tag: 'System',
        summary: 'Tell whether SOP classes are accepted that the standard does not have',
        answer: [flag],
      }),
    },
    async (_, reply) => reply.type('text/plain').send(acceptedStorage.unknownSopClasses ? '1' : '0'),
  );

  app.put(
    '/tools/unknown-sop-class-accepted',
    {
      config: contract({
        tag: 'System',
        summary: 'Change whether SOP classes are accepted that the standard does not have',
        body: [flag],
      }),
    },
    async (request, reply) => {
      acceptedStorage.unknownSopClasses = textFlag(await textBody(request, limits));
      return reply.type('text/plain').send('');
    },
  );
}

/** A list, a text in quotes, or a bare pattern. @throws IsocenterError BadFileFormat */
function patternsOf(body: string): readonly string[] {
  const json = parsed(body);
  if (isTexts(json)) return json;
  if (typeof json === 'string') return [json];
  // What begins like a number or a document is a broken one, as to the peer.
  if (json !== undefined || /^\s*[\d[{"-]/.test(body)) {
    throw new IsocenterError('BadFileFormat', 'The body must be a list of UIDs, one in quotes, or a pattern');
  }
  return [body.trim()];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

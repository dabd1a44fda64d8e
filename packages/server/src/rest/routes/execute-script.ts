import type { FastifyInstance } from 'fastify';
import { contract } from '../contract/route-contract.ts';
import { answerForbidden } from '../error-answer.ts';
import { type BodyLimits, textBody } from '../request-body.ts';

export interface ExecuteScriptDeps {
  /** Undefined unless `ExecuteLuaEnabled`. */
  readonly luaScripts: { run(script: Uint8Array): Promise<string> } | undefined;
  readonly limits: BodyLimits;
}

/** `/tools/execute-script`: Lua from whoever may use the REST API, where the configuration allows it. */
export function executeScriptRoutes(app: FastifyInstance, { limits, luaScripts }: ExecuteScriptDeps): void {
  app.post(
    '/tools/execute-script',
    {
      config: contract({
        tag: 'Scripting',
        summary: 'Run a Lua script',
        description: 'Only where `ExecuteLuaEnabled` is true. What the script defines stays for later scripts.',
        body: [{ text: 'The script', mediaType: 'application/lua' }],
        answer: [{ text: 'What the script printed' }],
        otherAnswers: { 403: '`ExecuteLuaEnabled` is false' },
      }),
    },
    async (request, reply) => {
      if (luaScripts === undefined) return answerForbidden(request, reply);
      const script = Buffer.from(await textBody(request, limits), 'utf8');
      return reply.type('text/plain').send(await luaScripts.run(script));
    },
  );
}

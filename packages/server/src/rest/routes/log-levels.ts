import type { FastifyInstance } from 'fastify';
import { type LogCategory, type LogVerbosity, logCategories, logVerbosities } from '../../logging/log-category.ts';
import type { Logs } from '../../logging/logs.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, textBody } from '../request-body.ts';

export interface LogLevelsDeps {
  readonly logs: Pick<Logs, 'overallVerbosity' | 'setVerbosity' | 'verbosity'>;
  readonly limits: BodyLimits;
}

const levelText = { text: `One of ${logVerbosities.join(', ')}` };

/** `/tools/log-level` and one for each category. */
export function logLevelRoutes(app: FastifyInstance, { logs, limits }: LogLevelsDeps): void {
  levelRoute('/tools/log-level', 'every', () => logs.overallVerbosity);
  for (const category of logCategories) {
    levelRoute(`/tools/log-level-${category}`, category, () => logs.verbosity(category));
  }

  function levelRoute(uri: string, category: LogCategory | 'every', current: () => LogVerbosity): void {
    const subject = category === 'every' ? 'all that is logged' : `what is logged of ${category}`;
    app.get(
      uri,
      { config: contract({ tag: 'System', summary: `Tell the level of ${subject}`, answer: [levelText] }) },
      async (_, reply) => reply.type('text/plain').send(current()),
    );
    app.put(
      uri,
      {
        config: contract({
          tag: 'System',
          summary: `Change the level of ${subject}, until the server ends`,
          body: [levelText],
        }),
      },
      async (request, reply) => {
        logs.setVerbosity(category, verbosityOf(await textBody(request, limits)));
        return reply.type('text/plain').send('');
      },
    );
  }
}

function verbosityOf(body: string): LogVerbosity {
  const verbosity = logVerbosities.find((word) => word === body.trim());
  if (verbosity === undefined) {
    throw new IsocenterError('ParameterOutOfRange', `The level must be one of: ${logVerbosities.join(', ')}`);
  }
  return verbosity;
}

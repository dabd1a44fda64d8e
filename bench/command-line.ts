import { parseArgs } from 'node:util';
import { type ClientKind, clientKinds } from './clients/client.ts';
import type { Question } from './question.ts';

export interface BenchOptions {
  readonly questions: readonly Question[];
  readonly runs: number;
  readonly client: ClientKind;
  readonly jsonFile?: string;
}

export function usage(known: readonly Question[]): string {
  return [
    'node bench/run.ts [question ...] [--runs 5] [--client own|dcmtk] [--json FILE]',
    '',
    ...known.map(({ name, title }) => `  ${name.padEnd(16)} ${title}`),
  ].join('\n');
}

/** @throws Error on what is not understood */
export function parseCommandLine(args: readonly string[], known: readonly Question[]): BenchOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      client: { type: 'string', default: 'own' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a number of at least 1, not ${values.runs}`);
  const client = clientKinds.find((kind) => kind === values.client);
  if (client === undefined) throw new Error(`--client takes ${clientKinds.join(' or ')}, not ${values.client}`);
  const chosen = positionals.map((name) => {
    const question = known.find((candidate) => candidate.name === name);
    if (question === undefined) throw new Error(`there is no question ${name}\n${usage(known)}`);
    return question;
  });
  return {
    questions: chosen.length === 0 ? known : chosen,
    runs,
    client,
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
  };
}

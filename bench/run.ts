import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { type BenchOptions, parseCommandLine, usage } from './command-line.ts';
import { alternate } from './measurement/alternate.ts';
import { describeMachine } from './measurement/machine.ts';
import { machineText, tableOf, valueText } from './measurement/report.ts';
import { type Result, resultsOf } from './measurement/result.ts';
import type { Question } from './question.ts';
import { questions } from './questions.ts';
import { serverPrograms } from './servers/server-process.ts';
import { Workbench } from './workbench.ts';

const progress = (text: string) => process.stderr.write(`${text}\n`);

async function answer(question: Question, { runs, client }: BenchOptions) {
  progress(`${question.name}: ${question.title}`);
  const workbench = await Workbench.open();
  const interrupted = () => void workbench.close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const trial = await question.prepare({ workbench, client, progress: (text) => progress(`  ${text}`) });
    return await alternate(question, trial, runs, (run, side, samples) => {
      const values = Object.entries(samples).map(([key, value]) => `${key} ${valueText(value)}`);
      progress(`  run ${run}, ${serverPrograms[side].name}: ${values.join(', ')}`);
    });
  } catch (error) {
    for (const ended of workbench.unexpectedEnds) progress(`  ${ended}`);
    throw error;
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await workbench.close();
  }
}

/** Asks every question; one that fails does not keep the others from being answered. */
async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2), questions);
  if (options === 'help') {
    console.log(usage(questions));
    return;
  }
  const machine = await describeMachine();
  const results: Result[] = [];
  const samples: Record<string, unknown> = {};
  for (const question of options.questions) {
    try {
      const answered = await answer(question, options);
      samples[question.name] = answered;
      results.push(...resultsOf(question, answered));
    } catch (error) {
      progress(`${question.name} failed: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
  const { client, runs, jsonFile } = options;
  console.log(`${machineText(machine)}\nMedians of ${runs} (least-greatest), client: ${client}\n\n${tableOf(results)}`);
  if (jsonFile !== undefined) {
    await writeFile(jsonFile, `${JSON.stringify({ machine, client, runs, results, samples }, null, 2)}\n`);
  }
}

await main();

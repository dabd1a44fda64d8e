import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Level, levels } from '../../../src/model/level.ts';
import { anyOf, type InstanceChoice, newInstance, noLimits } from './new-instance.ts';
import { findAll, type OpenIndex } from './opened-index.ts';

type Step =
  | { readonly do: 'store'; readonly instance: InstanceChoice }
  | { readonly do: 'delete'; readonly level: Level; readonly of: InstanceChoice };

const letters = fc.constantFrom('A', 'B', 'C');

const choices: fc.Arbitrary<InstanceChoice> = fc
  .tuple(letters, letters, letters, letters, fc.constantFrom('Never', 'Always', 'IfChanged'), letters)
  .map(([patient, study, series, instance, overwrite, md5]) => ({
    patient,
    study: `1.${study}`,
    series: `1.${study}.${series}`,
    instance: `1.${instance}`,
    overwrite,
    md5,
  }));

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: choices.map((instance): Step => ({ do: 'store', instance })) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...levels), choices).map(([level, of]): Step => ({ do: 'delete', level, of })),
  },
);

/** The archive as a list of instances: everything else follows from it. */
class NaiveIndex {
  #stored: readonly InstanceChoice[] = [];
  /** What came, as far as it is still there. */
  changes: readonly string[] = [];

  ids(level: Level): readonly string[] {
    return [...new Set(this.#stored.map((choice) => newInstance(choice).publicIds[level]))].sort();
  }

  ofPatient(patient: string): readonly string[] {
    const found = this.#stored.filter((choice) => choice.patient === patient);
    return found.map((choice) => newInstance(choice).publicIds.Instance).sort();
  }

  apply(step: Step): void {
    const { publicIds } = newInstance(step.do === 'store' ? step.instance : step.of);
    if (step.do === 'delete') {
      this.#remove(step.level, publicIds[step.level]);
      return;
    }
    const known = this.#stored.find((choice) => newInstance(choice).publicIds.Instance === publicIds.Instance);
    const { overwrite, md5 } = step.instance;
    if (known !== undefined && (overwrite === 'Never' || (overwrite === 'IfChanged' && md5 === known.md5))) return;
    this.#remove('Instance', publicIds.Instance);
    const added: string[] = [];
    for (const level of levels.toReversed()) {
      if (!this.ids(level).includes(publicIds[level])) added.push(`New${level} ${publicIds[level]}`);
    }
    this.changes = [...this.changes, ...added];
    this.#stored = [...this.#stored, step.instance];
  }

  #remove(level: Level, publicId: string): void {
    this.#stored = this.#stored.filter((choice) => newInstance(choice).publicIds[level] !== publicId);
    const present = new Set(levels.flatMap((above) => this.ids(above).map((id) => `New${above} ${id}`)));
    this.changes = this.changes.filter((change) => present.has(change));
  }
}

/** Random histories end in what a naive list of instances says. */
export function modelContract(name: string, open: OpenIndex): void {
  describe(`${name}: against a naive model`, () => {
    test('resources, counts and changes are those of the instances stored and not deleted', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 40 }), fc.boolean(), async (history, atOnce) => {
          const { index, remove } = await open();
          try {
            const model = new NaiveIndex();
            const running: Promise<unknown>[] = [];
            for (const step of history) {
              model.apply(step);
              const instance = newInstance(step.do === 'store' ? step.instance : step.of);
              const done =
                step.do === 'store'
                  ? index.storeInstance(instance, noLimits)
                  : index.deleteResource(step.level, instance.publicIds[step.level]);
              if (atOnce) running.push(done);
              else await done;
            }
            await Promise.all(running);
            for (const level of levels) {
              const found = await findAll(index, level);
              assert.deepEqual(
                found.map(({ publicId }) => publicId),
                model.ids(level),
              );
              assert.equal(await index.countResources(level, []), found.length);
            }
            for (const patient of ['A', 'B', 'C']) {
              const found = await findAll(index, 'Instance', { conditions: [anyOf('patientId', [patient])] });
              assert.deepEqual(
                found.map(({ publicId }) => publicId),
                model.ofPatient(patient),
              );
            }
            for (const { publicId, children, counts } of await findAll(index, 'Study', {
              want: { children: true, counts: true },
            })) {
              assert.equal(children?.length, counts?.Series, publicId);
            }
            const { changes } = await index.listChanges({ limit: 1000 });
            assert.deepEqual(
              changes.map(({ type, publicId }) => `${type} ${publicId}`),
              model.changes,
            );
          } finally {
            await remove();
          }
        }),
        { numRuns: 25, interruptAfterTimeLimit: 20_000 },
      );
    });
  });
}

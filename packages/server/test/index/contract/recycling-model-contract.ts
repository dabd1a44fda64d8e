import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newInstance } from './new-instance.ts';
import { findAll, type OpenIndex } from './opened-index.ts';

interface Stored {
  readonly patient: string;
  readonly study: string;
  readonly instance: string;
  readonly isRelayed: boolean;
}

type Step =
  | ({ readonly do: 'store' } & Stored)
  | { readonly do: 'use' | 'pin' | 'unpin'; readonly study: string }
  | { readonly do: 'protect'; readonly patient: string };

const maximumInstances = 5;
const farMs = Date.UTC(2100, 0);
const limitsOf = (mode: 'Recycle' | 'Reject') =>
  ({ maximumStorageBytes: maximumInstances * 1000, maximumPatients: 0, mode }) as const;

const patients = fc.constantFrom('A', 'B', 'C');
const numbers = fc.constantFrom('1', '2');
const studies = fc.tuple(patients, numbers).map(([patient, study]) => ({ patient, study: `1.${patient}.${study}` }));

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(studies, fc.constantFrom('1', '2', '3'), fc.boolean())
      .map(([{ patient, study }, number, isRelayed]): Step => {
        return { do: 'store', patient, study, instance: `${study}.${number}`, isRelayed };
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('use', 'pin', 'unpin'), studies)
      .map(([what, { study }]): Step => ({ do: what, study })),
  },
  { weight: 1, arbitrary: patients.map((patient): Step => ({ do: 'protect', patient })) },
);

/** What a full archive gives up, told in the plainest way. */
class NaiveArchive {
  #stored: readonly Stored[] = [];
  readonly #protected = new Set<string>();
  readonly #storedToAtMs = new Map<string, number>();
  readonly #usedAtMs = new Map<string, number>();
  readonly #pinned = new Set<string>();

  /** Names of what is left. */
  get left(): readonly string[] {
    return this.#stored.map(({ instance }) => instance).sort();
  }

  has(wanted: Stored): boolean {
    return this.#stored.some(({ instance }) => instance === wanted.instance);
  }

  hasPatient(wanted: string): boolean {
    return this.#stored.some(({ patient }) => patient === wanted);
  }

  protect(patient: string): void {
    this.#protected.add(patient);
  }

  /** Of studies that were never cached nothing is known. */
  use(study: string, nowMs: number): void {
    if (this.#usedAtMs.has(study)) this.#usedAtMs.set(study, nowMs);
  }

  pin(study: string): void {
    if (this.#usedAtMs.has(study)) this.#pinned.add(study);
  }

  unpin(study: string): void {
    this.#pinned.delete(study);
  }

  /** Whether it was stored. */
  store(wanted: Stored, recycles: boolean, nowMs: number): boolean {
    let left = this.#stored;
    const isFull = () => left.length >= maximumInstances;
    const byUse = [...this.#usedAtMs].sort(([, one], [, other]) => one - other).map(([study]) => study);
    for (const study of byUse.filter((each) => !this.#pinned.has(each) && each !== wanted.study)) {
      if (!isFull()) break;
      left = left.filter((each) => each.study !== study || !each.isRelayed || this.#protected.has(each.patient));
    }
    const byAge = [...this.#storedToAtMs].sort(([, one], [, other]) => one - other).map(([patient]) => patient);
    for (const patient of byAge.filter((each) => !this.#protected.has(each) && each !== wanted.patient)) {
      if (!isFull() || !recycles) break;
      left = left.filter((each) => each.patient !== patient);
    }
    if (isFull()) return false;
    this.#stored = [...left, wanted];
    this.#storedToAtMs.set(wanted.patient, nowMs);
    if (wanted.isRelayed && !this.#usedAtMs.has(wanted.study)) this.#usedAtMs.set(wanted.study, nowMs);
    return true;
  }
}

/** Random histories of a full archive end in what a naive list of instances says. */
export function recyclingModelContract(name: string, open: OpenIndex): void {
  describe(`${name}: a full archive against a naive model`, () => {
    test('what is left is what the model has left, step by step', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { minLength: 8, maxLength: 40 }), fc.boolean(), async (history, recycles) => {
          const { index, relay, remove } = await open();
          const limits = limitsOf(recycles ? 'Recycle' : 'Reject');
          try {
            const model = new NaiveArchive();
            for (const [number, step] of history.entries()) {
              const nowMs = (number + 1) * 1000;
              switch (step.do) {
                case 'store': {
                  if (model.has(step)) break;
                  const { instance, isRelayed, patient, study } = step;
                  const choice = { patient, study, series: `${study}.9`, instance, receivedAtMs: nowMs };
                  const stored = index.storeInstance(
                    newInstance({ ...choice, ...(isRelayed && { relayedFrom: 'pacs' }) }),
                    limits,
                  );
                  if (!model.store(step, recycles, nowMs)) {
                    await assert.rejects(stored, { code: 'FullStorage' });
                    break;
                  }
                  await stored;
                  if (isRelayed) await relay.countStudy('pacs', study, 1000, 1, nowMs);
                  break;
                }
                case 'protect':
                  if (!model.hasPatient(step.patient)) break;
                  model.protect(step.patient);
                  await index.setProtected(newInstance({ patient: step.patient }).publicIds.Patient, true);
                  break;
                case 'use':
                  model.use(step.study, nowMs);
                  await relay.useStudies(undefined, [step.study], nowMs, 0);
                  break;
                case 'pin':
                  model.use(step.study, nowMs);
                  model.pin(step.study);
                  await relay.useStudies(undefined, [step.study], nowMs, farMs);
                  break;
                case 'unpin':
                  model.unpin(step.study);
                  await relay.unpinStudies([step.study], nowMs);
              }
              const found = await findAll(index, 'Instance', { want: { tags: true } });
              assert.deepEqual(found.map(({ tags }) => tags?.['0008,0018']).sort(), model.left);
            }
            const { diskBytes, instances } = await index.statistics();
            assert.deepEqual([instances, diskBytes], [model.left.length, model.left.length * 1000]);
          } finally {
            await remove();
          }
        }),
        { numRuns: 25, interruptAfterTimeLimit: 10_000 },
      );
    });
  });
}

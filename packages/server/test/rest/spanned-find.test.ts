import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, test } from 'node:test';
import { DataSet } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { publicIdOf } from '../../src/model/public-id.ts';
import type { FoundHere, SpannedAnswer, SpannedQuestion, SpannedSearch } from '../../src/query/spanned-search.ts';
import { type ArchiveOptions, startArchive } from './archive.ts';
import { databases } from './databases.ts';
import { upload } from './sample-instances.ts';

/** SHA-1 of the identifiers joined by "|", in groups of eight digits. */
function publicId(...identifiers: readonly string[]): string {
  return (hash('sha1', identifiers.join('|'), 'hex').match(/.{8}/g) ?? []).join('-');
}

/** Studies of another archive, `1.9.0` and so on, a page each. */
class Elsewhere implements SpannedSearch {
  readonly questions: SpannedQuestion[] = [];
  readonly foundHere: boolean[] = [];
  closed = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  open(question: SpannedQuestion) {
    this.questions.push(question);
    return {
      answers: (here: FoundHere | undefined) => this.#answers(here),
      close: () => {
        this.closed += 1;
      },
    };
  }

  async *#answers(here: FoundHere | undefined) {
    this.foundHere.push(here !== undefined);
    for (let number = 0; number < this.#count; number += 1) yield [answerOf(number)];
    return { limitReached: false };
  }
}

function answerOf(number: number): SpannedAnswer {
  const uid = `1.9.${number}`;
  const dataSet = new DataSet()
    .set(0x00080005, 'CS', 'ISO_IR 192')
    .set(0x00080020, 'DA', '20250102')
    .set(0x00081030, 'LO', 'Thorax für Ärzte')
    .set(0x00100010, 'PN', 'Roe^Jane')
    .set(0x00100020, 'LO', 'P9')
    .set(0x0020000d, 'UI', uid)
    .set(0x00201208, 'IS', '42');
  return { dataSet, publicIds: { Patient: publicIdOf('P9'), Study: publicIdOf('P9', uid) } };
}

const there = (number: number) => publicId('P9', `1.9.${number}`);

async function find(app: FastifyInstance, payload: object) {
  const response = await app.inject({ method: 'POST', url: '/tools/find', payload });
  return { status: response.statusCode, json: response.json() };
}

for (const { name, openIndex } of databases) {
  describe(`/tools/find that spans, ${name}`, () => {
    const start = (t: Parameters<typeof startArchive>[0], options: ArchiveOptions) =>
      startArchive(t, { openIndex, ...options });

    test('what others have comes after what is here, as ids', async (t) => {
      const spannedSearch = new Elsewhere(2);
      const { app } = await start(t, { spannedSearch });
      const { ParentStudy } = await upload(app);
      const { json, status } = await find(app, { Level: 'Study', Query: { PatientName: '*e^j*' } });
      assert.deepEqual([status, json], [200, [ParentStudy, there(0), there(1)]]);
      assert.deepEqual([spannedSearch.foundHere, spannedSearch.closed], [[true], 1]);
      assert.deepEqual(spannedSearch.questions, [
        {
          level: 'Study',
          keys: [{ tag: 0x00100010, vr: 'PN', value: '*e^j*' }],
          client: { service: 'REST', name: '' },
          named: true,
        },
      ]);
    });

    test('a resource of others is shown with what they tell of it, and nothing else', async (t) => {
      const spannedSearch = new Elsewhere(1);
      const { app } = await start(t, { spannedSearch });
      const { json } = await find(app, {
        Level: 'Study',
        Query: { PatientID: 'P9' },
        Expand: true,
        RequestedTags: ['NumberOfStudyRelatedInstances', 'InstanceAvailability', 'Rows'],
      });
      assert.deepEqual(json, [
        {
          ID: there(0),
          MainDicomTags: { StudyDate: '20250102', StudyDescription: 'Thorax für Ärzte', StudyInstanceUID: '1.9.0' },
          ParentPatient: publicId('P9'),
          PatientMainDicomTags: { PatientID: 'P9', PatientName: 'Roe^Jane' },
          RequestedTags: { InstanceAvailability: 'NEARLINE', NumberOfStudyRelatedInstances: '42', Rows: null },
          Type: 'Study',
        },
      ]);
      assert.deepEqual(spannedSearch.foundHere, [false]);
      const asked = spannedSearch.questions[0]?.keys ?? [];
      for (const tag of [0x00080020, 0x00100010, 0x00201208]) {
        assert.equal(asked.filter((key) => key.tag === tag && key.vr !== 'SQ' && key.value === '').length, 1);
      }
      assert.equal(asked.filter(({ tag }) => tag === 0x00100020).length, 1);
    });

    test('only the parts that are asked for are shown', async (t) => {
      const { app } = await start(t, { spannedSearch: new Elsewhere(1) });
      const { json } = await find(app, { Level: 'Study', Query: {}, ResponseContent: ['Parent', 'Labels'] });
      assert.deepEqual(json, [{ ID: there(0), ParentPatient: publicId('P9'), Type: 'Study' }]);
    });

    /** Two studies here, three elsewhere: the pages of the list of five. */
    const pages = [
      { Since: 0, Limit: 1, here: 1, elsewhere: [], asked: false },
      { Since: 0, Limit: 2, here: 2, elsewhere: [], asked: false },
      { Since: 0, Limit: 3, here: 2, elsewhere: [0], asked: true },
      { Since: 1, Limit: 2, here: 1, elsewhere: [0], asked: true },
      { Since: 2, Limit: 2, here: 0, elsewhere: [0, 1], asked: true },
      { Since: 3, Limit: 5, here: 0, elsewhere: [1, 2], asked: true },
      { Since: 7, Limit: 5, here: 0, elsewhere: [], asked: true },
      { Since: 3, Limit: 0, here: 0, elsewhere: [1, 2], asked: true },
    ] as const;
    test('Since and Limit are a page of what is here and elsewhere', async (t) => {
      const spannedSearch = new Elsewhere(3);
      const { app } = await start(t, { spannedSearch });
      await upload(app, { study: 1, patientId: 'P1' });
      await upload(app, { study: 2, patientId: 'P2' });
      for (const { Limit, Since, asked, elsewhere, here } of pages) {
        spannedSearch.questions.length = 0;
        const { json } = await find(app, { Level: 'Study', Query: {}, Since, Limit });
        const label = JSON.stringify({ Since, Limit });
        assert.deepEqual(json.slice(here), elsewhere.map(there), label);
        assert.equal(spannedSearch.questions.length, asked ? 1 : 0, label);
      }
      assert.ok(spannedSearch.foundHere.every((found) => found));
    });

    test('LimitFindResults holds for both together', async (t) => {
      const spannedSearch = new Elsewhere(3);
      const { app } = await start(t, { spannedSearch, configuration: { LimitFindResults: 2 } });
      await upload(app);
      assert.deepEqual((await find(app, { Level: 'Study', Query: {} })).json.slice(1), [there(0)]);
    });

    const knownHereAlone = [
      { Labels: ['urgent'] },
      { LabelsConstraint: 'None' },
      { MetadataQuery: { RemoteAET: '*' } },
      { ParentPatient: publicId('P9') },
    ];
    test('nobody else is asked for what is known here alone', async (t) => {
      const spannedSearch = new Elsewhere(3);
      const { app } = await start(t, { spannedSearch });
      for (const criterion of knownHereAlone) {
        assert.deepEqual((await find(app, { Level: 'Study', Query: {}, ...criterion })).json, []);
      }
      assert.deepEqual(spannedSearch.questions, []);
    });

    test('a request that is refused asks nobody', async (t) => {
      const spannedSearch = new Elsewhere(3);
      const { app } = await start(t, { spannedSearch });
      const { status } = await find(app, { Level: 'Study', Query: { StudyInstanceUID: '1.*' } });
      assert.equal(status, 400);
      assert.deepEqual(spannedSearch.questions, []);
    });
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from './archive.ts';

const ct = '1.2.840.10008.5.1.4.1.1.2';
const privateClass = '1.2.826.0.1.3680043.9';
const implicit = '1.2.840.10008.1.2';
const explicit = '1.2.840.10008.1.2.1';

test('the SOP classes and transfer syntaxes that C-STORE accepts are listed', async (t) => {
  const { app } = await startArchive(t);
  assert.ok((await app.inject('/tools/accepted-sop-classes')).json().includes(ct));
  const syntaxes = (await app.inject('/tools/accepted-transfer-syntaxes')).json();
  for (const uid of [implicit, explicit, '1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.5'])
    assert.ok(syntaxes.includes(uid), uid);
});

/** Forms of the body, and the transfer syntaxes that are accepted then. */
const patterns = [
  { payload: JSON.stringify([implicit, explicit]), accepted: [implicit, explicit] },
  {
    payload: JSON.stringify(`${implicit}.4.9?`),
    accepted: [90, 91, 92, 93, 94, 95].map((end) => `${implicit}.4.${end}`),
  },
  { payload: JSON.stringify([implicit, '9.9']), accepted: [implicit] },
  { payload: '[]', accepted: [] },
  { payload: 'nothing', accepted: [] },
];

for (const { payload, accepted } of patterns) {
  test(`transfer syntaxes become ${payload}, whatever the switches say`, async (t) => {
    const configuration = { Jpeg2000TransferSyntaxAccepted: false, RleTransferSyntaxAccepted: true };
    const { app, acceptedStorage } = await startArchive(t, { configuration });
    const response = await app.inject({ method: 'PUT', url: '/tools/accepted-transfer-syntaxes', payload });
    assert.deepEqual([response.statusCode, response.json()], [200, accepted]);
    assert.deepEqual([...acceptedStorage.transferSyntaxes], accepted);
  });
}

test('a bare asterisk accepts every transfer syntax that is known', async (t) => {
  const { app } = await startArchive(t, { configuration: { AcceptedTransferSyntaxes: [implicit] } });
  assert.deepEqual((await app.inject('/tools/accepted-transfer-syntaxes')).json(), [implicit]);
  const all = (await app.inject({ method: 'PUT', url: '/tools/accepted-transfer-syntaxes', payload: '*' })).json();
  assert.ok(all.length > 40, String(all.length));
});

test('what is no pattern is refused, and changes nothing', async (t) => {
  const { app, acceptedStorage } = await startArchive(t);
  const before = [...acceptedStorage.transferSyntaxes];
  for (const payload of [implicit, '{}', '[1]', '5', '[', '"']) {
    const response = await app.inject({ method: 'PUT', url: '/tools/accepted-transfer-syntaxes', payload });
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [400, 15], payload);
  }
  assert.deepEqual([...acceptedStorage.transferSyntaxes], before);
});

test('SOP classes that the standard does not have are accepted once they are allowed', async (t) => {
  const { app, acceptedStorage } = await startArchive(t);
  const url = '/tools/unknown-sop-class-accepted';
  assert.equal((await app.inject(url)).body, '0');
  assert.equal(acceptedStorage.acceptsSopClass(privateClass), false);
  const put = await app.inject({ method: 'PUT', url, payload: '1' });
  assert.deepEqual([put.statusCode, put.body], [200, '']);
  assert.equal((await app.inject(url)).body, '1');
  assert.equal(acceptedStorage.acceptsSopClass(privateClass), true);
  assert.equal(acceptedStorage.acceptsSopClass('1.2.840.10008.1.1'), false, 'no storage class');
  const refused = await app.inject({ method: 'PUT', url, payload: 'yes' });
  assert.deepEqual([refused.statusCode, refused.json().OrthancStatus], [400, 15]);
});

test('the conformance statement tells what is accepted and offered at the moment', async (t) => {
  const { app, acceptedStorage } = await startArchive(t, { configuration: { DicomAet: 'WARD' } });
  const statement = async () => (await app.inject('/tools/dicom-conformance')).body;
  const before = await statement();
  assert.match(before, /^DICOM Conformance Statement of Isocenter 1\.2\.3\n=+\n/);
  for (const line of [
    /AE title +\| WARD\n/,
    /C-ECHO +\| Verification +\| 1\.2\.840\.10008\.1\.1\n/,
    /C-MOVE +\| Study Root .*MOVE +\| 1\.2\.840\.10008\.5\.1\.4\.1\.2\.2\.2\n/,
    /CT Image Storage +\| 1\.2\.840\.10008\.5\.1\.4\.1\.1\.2\n/,
    /JPEG 2000 .* +\| 1\.2\.840\.10008\.1\.2\.4\.91\n/,
    /do not have|does not have are not accepted/,
  ]) {
    assert.match(before, line);
  }
  acceptedStorage.acceptTransferSyntaxes([implicit]);
  assert.doesNotMatch(await statement(), /JPEG 2000/);
});

"""What clients of the peer's REST API do, with the HTTP client of Python alone: workflow.py URL DICOM-PORT, twice.

Each server is given by its URL and the port of its DICOM server; the user is alice:secret. Prints one line per step.
"""

import base64
import hashlib
import http.client
import io
import json
import sys
import time
import urllib.parse
import zipfile


class Server:
    def __init__(self, url, dicom_port):
        address = urllib.parse.urlsplit(url)
        self.dicom_port = int(dicom_port)
        self._connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
        self._user = 'Basic ' + base64.b64encode(b'alice:secret').decode()

    def request(self, method, path, body=None, headers=None, chunked=False):
        """Status, headers and bytes of the answer; every request uses the same connection."""
        headers = {'Authorization': self._user, **(headers or {})}
        self._connection.request(method, path, body, headers, encode_chunked=chunked)
        answer = self._connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def call(self, method, path, body=None, headers=None):
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        status, received, content = self.request(method, path, body, headers)
        assert status == 200, (method, path, status, content)
        return json.loads(content) if 'json' in received.get('Content-Type', '') else content

    def ended(self, job):
        """A job of the background, once it has ended."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            shown = self.call('GET', job['Path'])
            if shown['State'] in ('Success', 'Failure'):
                return shown
            time.sleep(0.05)
        raise TimeoutError(job)


def oid(*uids):
    digits = hashlib.sha1('|'.join(uids).encode()).hexdigest()
    return '-'.join(digits[at:at + 8] for at in range(0, 40, 8))


here, there = Server(*sys.argv[1:3]), Server(*sys.argv[3:5])


def step(function):
    function()
    print(function.__name__.replace('_', ' '))


@step
def the_system_tells_what_it_can():
    system = here.call('GET', '/system')
    assert system['DicomPort'] == here.dicom_port and system['ApiVersion'] >= 1
    assert system['Capabilities']['HasExtendedFind'] and system['HasLabels']


@step
def refusals_come_as_documents():
    status, _, content = here.request('POST', '/tools/find', '{"Level": "Nope", "Query": {}}')
    assert status == 400 and json.loads(content)['HttpStatus'] == 400
    status, _, content = here.request('GET', '/studies/nobody')
    assert (status, content) == (404, b'')
    stranger = http.client.HTTPConnection(here._connection.host, here._connection.port, timeout=30)
    stranger.request('GET', '/system')
    assert stranger.getresponse().status == 401


document = b'%PDF-1.4\n' + b'x' * 200_000 + b'\n%%EOF'
content = 'data:application/pdf;base64,' + base64.b64encode(document).decode()
tags = {'PatientID': 'py', 'PatientName': 'Doe^Jane', 'StudyDescription': 'Knee', 'SeriesDescription': 'Report'}
# The type of the content is not looked at: urllib's own is that of a form.
form = {'Content-Type': 'application/x-www-form-urlencoded'}
created = here.call('POST', '/tools/create-dicom', {'Tags': tags, 'Content': content}, form)
instance, study, series = created['ID'], created['ParentStudy'], created['ParentSeries']
file = here.call('GET', f'/instances/{instance}/file')


@step
def identifiers_are_known_in_advance():
    shown = here.call('GET', f'/studies/{study}')
    assert oid('py') == created['ParentPatient']
    assert oid('py', shown['MainDicomTags']['StudyInstanceUID']) == study
    assert here.call('GET', f'/instances/{instance}/pdf') == document


@step
def files_go_up_whole_in_chunks_and_in_zips():
    for body in (file, iter([file[:1000], file[1000:]])):
        status, _, answer = here.request('POST', '/instances', body, {'Content-Type': 'application/dicom'}, chunked=True) \
            if not isinstance(body, bytes) else here.request('POST', '/instances', body)
        assert status == 200 and json.loads(answer)['Status'] == 'AlreadyStored', answer
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('a/b.dcm', file)
        archive.writestr('readme.txt', 'no image')
    assert [stored['ID'] for stored in here.call('POST', '/instances', packed.getvalue())] == [instance]
    assert here.request('POST', '/instances', b'no image')[0] == 400


@step
def resources_are_found_and_shown():
    query = {'Level': 'Study', 'Query': {'PatientName': 'DOE*'}, 'Expand': True, 'RequestedTags': ['ModalitiesInStudy']}
    (found,) = here.call('POST', '/tools/find', query)
    assert found['ID'] == study and found['MainDicomTags']['StudyDescription'] == 'Knee'
    assert here.call('POST', '/tools/lookup', found['MainDicomTags']['StudyInstanceUID'])[0]['ID'] == study
    assert here.call('GET', f'/instances/{instance}/simplified-tags')['PatientName'] == 'Doe^Jane'
    here.call('PUT', f'/studies/{study}/labels/research', '')
    assert here.call('POST', '/tools/find', {**query, 'Expand': False, 'Labels': ['research']}) == [study]
    assert here.call('GET', '/patients?limit=1&since=0') == [created['ParentPatient']]


@step
def metadata_are_texts():
    here.call('PUT', f'/instances/{instance}/metadata/1024', 'seen')
    assert here.call('GET', f'/instances/{instance}/metadata/1024') == b'seen'
    assert here.request('GET', f'/instances/{instance}/metadata/1025')[0] == 404


@step
def archives_hold_the_files():
    with zipfile.ZipFile(io.BytesIO(here.call('GET', f'/studies/{study}/archive'))) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [file]
    job = here.call('POST', f'/studies/{study}/archive', {'Asynchronous': True})
    assert here.call('GET', job['Path'])['Content']['InstancesCount'] == 1
    assert here.ended(job)['State'] == 'Success'
    assert zipfile.is_zipfile(io.BytesIO(here.call('GET', job['Path'] + '/archive')))


@step
def studies_are_anonymized_and_modified():
    anonymized = here.call('POST', f'/studies/{study}/anonymize', {'Keep': ['PatientName']})
    shown = here.call('GET', anonymized['Path'])
    assert shown['AnonymizedFrom'] == study and shown['PatientMainDicomTags']['PatientName'] == 'Doe^Jane'
    job = here.call('POST', f'/studies/{study}/modify', {'Replace': {'StudyDescription': 'Hip'}, 'Asynchronous': True})
    modified = here.ended(job)['Content']
    assert here.call('GET', modified['Path'])['MainDicomTags']['StudyDescription'] == 'Hip'
    for made in (anonymized, modified):
        here.call('DELETE', made['Path'])


@step
def modalities_are_sent_to_asked_and_read_from():
    for server, name, other in ((here, 'there', there), (there, 'here', here)):
        body = {'AET': name.upper(), 'Host': '127.0.0.1', 'Port': other.dicom_port}
        server.call('PUT', f'/modalities/{name}', body)
    assert here.call('POST', '/modalities/there/echo', '') == {}
    sent = here.call('POST', '/modalities/there/store', study)
    assert sent['Resources'] == [{'ID': study, 'Type': 'Study'}] and sent['FailedInstancesCount'] == 0
    here.call('DELETE', f'/studies/{study}')
    query = here.call('POST', '/modalities/there/query', {'Level': 'Study', 'Query': {'PatientID': 'py'}})
    assert here.call('GET', query['Path'] + '/answers') == ['0']
    answer = here.call('GET', query['Path'] + '/answers/0/content?simplify')
    assert answer['PatientID'] == 'py'
    moved = here.call('POST', query['Path'] + '/retrieve', 'HERE')
    assert moved['Details'][0]['ReceivedInstancesIds'] == [instance], moved
    assert here.call('GET', f'/instances/{instance}/pdf') == document


@step
def peers_are_sent_to():
    url = f'http://127.0.0.1:{there._connection.port}/'
    here.call('PUT', '/peers/there', {'Url': url, 'Username': 'alice', 'Password': 'secret'})
    there.call('DELETE', f'/studies/{study}')
    assert here.call('POST', '/peers/there/store', [study])['InstancesCount'] == 1
    assert there.call('GET', '/instances') == [instance]


@step
def changes_and_metrics_are_read():
    changes = here.call('GET', '/changes?limit=1000')
    assert changes['Done'] and {'NewInstance', 'Deleted'} <= {change['ChangeType'] for change in changes['Changes']}
    # Three words each: name, value, time.
    lines = [line.split(' ') for line in here.call('GET', '/tools/metrics-prometheus').decode().splitlines()]
    assert {line[0]: line[1] for line in lines if len(line) == 3}['orthanc_count_instances'] == '1'


@step
def what_is_deleted_is_gone():
    remaining = here.call('DELETE', f'/instances/{instance}')
    assert remaining['RemainingAncestor'] is None
    assert here.call('GET', '/statistics')['CountInstances'] == 0

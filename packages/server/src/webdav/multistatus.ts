import type { Entry } from './node.ts';

/** RFC 4918 14.16: the answer of PROPFIND, piece by piece. */
export const multistatusStart = '<?xml version="1.0" encoding="UTF-8"?>\n<D:multistatus xmlns:D="DAV:">\n';
export const multistatusEnd = '</D:multistatus>\n';

/** The path of a member as a URI: each name encoded by itself. */
export function hrefOf(path: readonly string[]): string {
  return ['', 'webdav', ...path.map(encodeURIComponent)].join('/');
}

/** One response with the properties that every client asks for (RFC 4918 15). */
export function propertiesOf(href: string, { isFolder, modifiedAt, name, sizeBytes }: Omit<Entry, 'node'>): string {
  const date = modifiedAt ?? new Date();
  const kind = isFolder
    ? '<D:resourcetype><D:collection/></D:resourcetype>'
    : `<D:resourcetype/><D:getcontentlength>${sizeBytes ?? 0}</D:getcontentlength><D:getcontenttype>${typeOf(name)}</D:getcontenttype>`;
  return `<D:response><D:href>${escaped(href)}</D:href><D:propstat><D:prop><D:displayname>${escaped(name)}</D:displayname>\
<D:creationdate>${date.toISOString().slice(0, 19)}Z</D:creationdate><D:getlastmodified>${date.toUTCString()}</D:getlastmodified>\
${kind}<D:supportedlock><D:lockentry><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>\
</D:supportedlock></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>\n`;
}

/** The answer of PROPPATCH: no property is kept, and none refused, as clients cannot go on otherwise. */
export function patchedProperties(href: string): string {
  return `${multistatusStart}<D:response><D:href>${escaped(href)}</D:href><D:propstat><D:prop/><D:status>HTTP/1.1 200 OK\
</D:status></D:propstat></D:response>\n${multistatusEnd}`;
}

/** The answer of LOCK (RFC 4918 9.10): clients ask for locks before they write; nobody else writes to an upload. */
export function activeLock(href: string, token: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<D:prop xmlns:D="DAV:"><D:lockdiscovery><D:activelock><D:locktype><D:write/>\
</D:locktype><D:lockscope><D:exclusive/></D:lockscope><D:depth>0</D:depth><D:timeout>Second-3600</D:timeout><D:locktoken>\
<D:href>${escaped(token)}</D:href></D:locktoken><D:lockroot><D:href>${escaped(href)}</D:href></D:lockroot></D:activelock>\
</D:lockdiscovery></D:prop>\n`;
}

function typeOf(name: string): string {
  return name.endsWith('.json') ? 'application/json' : 'application/dicom';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

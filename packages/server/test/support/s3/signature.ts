import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from './s3-error.ts';

export interface SignedRequest {
  readonly method: string;
  /** As it came, escaped. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Signature version 4 in the Authorization header, with the hash of the body in `x-amz-content-sha256`. */
export function checkSignature(request: SignedRequest, keys: AccessKeys): void {
  const match = form.exec(request.headers.authorization ?? '');
  if (match === null) throw new S3Error(403, 'AccessDenied', 'The request is not signed');
  const [, accessKeyId = '', date = '', region = '', signedHeaders = '', signature = ''] = match;
  if (accessKeyId !== keys.accessKeyId) throw new S3Error(403, 'InvalidAccessKeyId');
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (bodyHash !== sha256(request.body)) throw new S3Error(400, 'XAmzContentSHA256Mismatch');

  const headers = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const query = [...request.query].map(([name, value]) => `${escaped(name)}=${escaped(value)}`).toSorted();
  const canonical = [request.method, request.path, query.join('&'), headers.join(''), signedHeaders, bodyHash];
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${request.headers['x-amz-date']}\n${scope}\n${sha256(canonical.join('\n'))}`;
  const key = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (outer, part) => createHmac('sha256', outer).update(part).digest(),
    `AWS4${keys.secretAccessKey}`,
  );
  const expected = createHmac('sha256', key).update(text).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new S3Error(403, 'SignatureDoesNotMatch');
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

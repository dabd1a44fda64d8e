import type { SignedRequest } from './signature.ts';

/** The operations that a blob store needs, by method and arguments of the query. */
export const operations = [
  'HeadBucket',
  'ListObjectsV2',
  'HeadObject',
  'GetObject',
  'DeleteObject',
  'PutObject',
  'UploadPart',
  'CreateMultipartUpload',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
] as const;

export type Operation = (typeof operations)[number];

export function operationOf({ method, query }: SignedRequest, key: string): Operation | undefined {
  const isUpload = query.has('uploadId');
  if (key === '')
    return method === 'HEAD' ? 'HeadBucket' : query.get('list-type') === '2' ? 'ListObjectsV2' : undefined;
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'GET') return 'GetObject';
  if (method === 'DELETE') return isUpload ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'PUT') return isUpload ? 'UploadPart' : 'PutObject';
  if (method === 'POST') return isUpload ? 'CompleteMultipartUpload' : 'CreateMultipartUpload';
  return undefined;
}

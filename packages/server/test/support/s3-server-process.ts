import { S3Server } from './s3-server.ts';

/**
 * The S3 server of the tests as a process of its own: `node s3-server-process.ts <folder> [bucket]`. It prints its port
 * and runs until it is ended. The keys are those of `testKeys`.
 */
const [root, bucket = 'test'] = process.argv.slice(2);
if (root === undefined) throw new Error('The folder is missing');
const { testKeys } = await import('./s3-connection.ts');
const server = await S3Server.start({ root, buckets: [bucket], keys: testKeys });
console.log(server.port);

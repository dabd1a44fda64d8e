import { bundleServer } from './bundle.ts';

// What `isocenter` runs. One file instead of hundreds starts in half the time and takes a third less memory; the
// sources run as they are, too (tests do).
await bundleServer();

import { bundleServer } from './bundle.ts';

// What `isocenter` runs. A few files instead of hundreds start in half the time and take a third less memory; the
// sources run as they are, too (tests do).
await bundleServer();

import type { Association } from './association.ts';
import type { ConnectOptions } from './connect-options.ts';

/** Opens an association (PS3.8 7.1). */
export declare function connect(options: ConnectOptions): Promise<Association>;

import { type DefaultEncoding, defaultEncodings } from './default-encodings.ts';

/** `DefaultEncoding`, which users change at runtime. */
export class CurrentEncoding {
  name: DefaultEncoding;

  constructor(name: DefaultEncoding) {
    this.name = name;
  }

  /** Values of Specific Character Set (0008,0005). */
  get terms(): readonly string[] {
    return defaultEncodings[this.name];
  }
}

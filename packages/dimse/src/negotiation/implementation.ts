/** How a side presents itself: the mandatory sub-items of the user information (PS3.8 D.1, PS3.7 D.3.3.2). */
export interface Implementation {
  readonly maximumLength: number;
  readonly implementationClassUid: string;
  readonly implementationVersionName: string;
}

/** Implementation class UID of this package, from a UUID (PS3.5 B.2). */
export const IMPLEMENTATION_CLASS_UID = '2.25.118863637714570151993249681148996622006';

/** At most 16 characters. */
export const IMPLEMENTATION_VERSION_NAME = 'ISOCENTER_0_1';

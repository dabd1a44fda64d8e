/** How this software names itself in file meta information and on associations (PS3.10 7.1, PS3.7 D.3.3.2). */
export const implementation = {
  /** A UUID made once for this product, under 2.25 (PS3.5 B.2). */
  implementationClassUid: '2.25.215820666145274052272817856695106937392',
  implementationVersionName: 'ISOCENTER_0_1',
} as const;

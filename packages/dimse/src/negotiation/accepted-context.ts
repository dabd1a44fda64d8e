/** A presentation context both sides agreed on. */
export interface AcceptedContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntax: string;
  /** Whether this side may invoke operations of the SOP class (PS3.7 D.3.3.4). */
  readonly scuRole: boolean;
  /** Whether this side performs them. */
  readonly scpRole: boolean;
}

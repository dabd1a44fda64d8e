/** A presentation context to propose. */
export interface ContextProposal {
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
  /** Roles wanted for the SOP class; without either no role is negotiated and the requestor is SCU (PS3.7 D.3.3.4). */
  readonly scuRole?: boolean;
  readonly scpRole?: boolean;
}

import { ContextResult, type ProposedPresentationContext } from '../pdu/pdu.ts';
import type { ContextDecision } from './association-request.ts';

/**
 * A ready-made policy for presentation contexts: of every context whose abstract syntax is a key of `supported`, the
 * first transfer syntax in our order of preference is accepted.
 * @param supported transfer syntaxes by abstract syntax, preferred first
 */
export function selectContexts(
  proposed: readonly ProposedPresentationContext[],
  supported: ReadonlyMap<string, readonly string[]>,
): Map<number, ContextDecision> {
  return new Map(proposed.map((context) => [context.id, decide(context, supported.get(context.abstractSyntax))]));
}

function decide(context: ProposedPresentationContext, supported: readonly string[] | undefined): ContextDecision {
  if (supported === undefined) return { result: ContextResult.abstractSyntaxNotSupported };
  const transferSyntax = supported.find((uid) => context.transferSyntaxes.includes(uid));
  return transferSyntax === undefined ? { result: ContextResult.transferSyntaxesNotSupported } : { transferSyntax };
}

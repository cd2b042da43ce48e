import { Problem, type ProblemDetails } from '@patchbay/contract'
import type { GoogleFailure } from '@patchbay/google'

/**
 * Google's refusal where a role is missing, or where there is no such thing: it does not tell these apart. Refusals for
 * other reasons, such as a scope, name them.
 */
export function lackingRole({ code, reasons }: GoogleFailure, details: ProblemDetails): Problem | undefined {
  if (code !== 403 || reasons.length > 0) return undefined
  return new Problem('connection_forbidden', {
    ...details,
    advice:
      'Check the id with accounts.summaries. If it is there, give the account of the connection the role that is missing (Admin, Access management): Viewer to read settings, Editor to change them, Administrator for access reports and for who has access.',
  })
}

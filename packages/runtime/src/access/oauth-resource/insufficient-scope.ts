import { Problem } from '@patchbay/contract'

/**
 * A token lacks a scope that its subject's role would have a use for: with that scope the same request is allowed. Over
 * HTTP it is a challenge (RFC 6750, section 3.1), which a client answers with a new authorization.
 */
export class InsufficientScope extends Problem {
  /** What the request needs, and nothing that the token had besides (MCP 2026-07-28, authorization). */
  readonly scope: string

  constructor(scope: string) {
    super('forbidden', {
      detail: `The token lacks the scope ${scope}.`,
      advice: `Authorize again and ask for ${scope} as well, then send the same request.`,
    })
    this.scope = scope
  }
}

import { createCallAccess } from '../../access/call-access.ts'
import { InsufficientScope } from '../../access/oauth-resource/insufficient-scope.ts'
import type { Principal } from '../../access/principal.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { ToolSet } from '../tools/tool-set.ts'
import type { ToolSets } from '../tools/tool-sets.ts'

/**
 * Throws or rejects with `InsufficientScope` if a message asks for a tool that the token lacks the scope for. It has to be
 * known before anything is answered: the challenge is an HTTP status, which a client acts upon, and not a tool's failure,
 * which a model reads (MCP, authorization, "Scope Challenge Handling").
 */
export type CheckScopes = (principal: Principal, body: unknown) => MaybePromise<void>

/** The name of the tool that runs another one, which its argument `name` names. */
const runner = 'call_tool'

export function createCheckScopes(sets: Pick<ToolSets, 'of'>): CheckScopes {
  const access = createCallAccess()
  return (principal, body) => {
    if (principal.scopes === undefined) return undefined
    const name = toolIn(body)
    if (name === undefined) return undefined
    const own = sets.of(principal)
    const check = (set: ToolSet): void => {
      const offered = set.find(name)
      if (offered !== undefined) throwIfScope(() => access.check(principal, offered.tool.operation))
    }
    return own instanceof Promise ? own.then(check) : check(own)
  }
}

/** What else is wrong with a call is for its answer to say. */
function throwIfScope(check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof InsufficientScope) throw error
  }
}

interface CallMessage {
  readonly method?: unknown
  readonly params?: {
    readonly name?: unknown
    readonly arguments?: { readonly name?: unknown } | null
  } | null
}

/** The tool that a message means to run. */
function toolIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { method, params } = body as CallMessage
  if (method !== 'tools/call') return undefined
  const name = params?.name === runner ? params.arguments?.name : params?.name
  return typeof name === 'string' ? name : undefined
}

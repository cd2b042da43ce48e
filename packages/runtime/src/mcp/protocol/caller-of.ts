import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import type { Span } from '../../telemetry/traces/span.ts'
import type { McpRequest } from '../mcp-request.ts'
import type { Narrowing } from '../toolsets/select-operations.ts'
import { Problem } from '@patchbay/contract'

/** Whose HTTP request it is that a message came with. */
export interface McpCaller {
  readonly principal: Principal
  readonly requestId: string
  readonly traceId: string
  readonly span?: Span | undefined
  /** To which toolsets it narrows down what the principal is offered. */
  readonly narrowing: Narrowing
}

/** As the SDK carries it to its handlers. No token: nothing behind this point needs one. */
export function authInfoOf(caller: McpCaller): AuthInfo {
  return { token: '', clientId: caller.principal.id, scopes: [], extra: { caller } }
}

/** Whose request it is that a handler of the SDK was called with. */
export function callerOf({ http }: ServerContext): McpCaller {
  const caller = http?.authInfo?.extra?.['caller'] as McpCaller | undefined
  if (caller === undefined) throw new Problem('unauthenticated')
  return caller
}

/** The request that a handler of the SDK was called with, and what it brings. */
export function requestOf(
  context: ServerContext,
  brought: Omit<McpRequest, keyof McpCaller | 'attend'>,
): McpRequest {
  const { signal } = context.mcpReq
  return {
    ...callerOf(context),
    ...brought,
    attend(deadline, isKept) {
      if (isKept) return
      const abort = (): void => deadline.abort(cancelled())
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort, { once: true })
    },
  }
}

const cancelled = (): Problem => new Problem('cancelled', { detail: 'The caller cancelled the request.' })

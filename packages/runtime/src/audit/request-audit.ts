import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import type { Principal } from '../access/principal.ts'
import { afterCommit } from '../store/after-commit.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import type { Audit } from './audit.ts'
import type { AuditEvent } from './audit-entry.ts'
import { digestOf } from './digest.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Makes the entry of the request a part of the transaction of its change: there is a change exactly where there is an
     * entry. `describe` gives a record as the API shows it, without secrets; only its digest is kept. For one change of a
     * request, on a route that declares what it changes.
     */
    recordChange<R>(describe: (record: R) => unknown): BeforeCommit<R>
    /** In whose name a public route does something, once that is known, and to what. */
    onBehalfOf: Behalf | undefined
    /** Code of the problem that it is answered with, or another word for its failure; undefined for any other answer. */
    problemCode: string | undefined
    /** Whether its entry is written, or is the call engine's to write. */
    isAudited: boolean
    /** Whether its entry is written if a commit that nobody has heard of has happened. */
    mayHaveEntry: boolean
  }
}

/** Who acts, where it is not the principal of the request. */
export interface Behalf extends Pick<Principal, 'id' | 'kind' | 'tenant'> {
  readonly target: string | undefined
}

/** A change that was made. */
interface MadeChange {
  readonly target: string | undefined
  readonly before: string | undefined
  readonly after: string | undefined
}

// Whoever is turned away before a route is reached is counted; entries would let him fill the disk.
const turnedAway = new Set(['unauthenticated', 'rate_limited', 'overloaded'])

/** Writes exactly one entry for every request of a route that declares what it changes, before its answer leaves. */
export const requestAudit = plugin(
  async (app: FastifyInstance, { audit }: { audit: Audit }) => {
    app.decorateRequest('problemCode', undefined)
    app.decorateRequest('onBehalfOf', undefined)
    app.decorateRequest('isAudited', false)
    app.decorateRequest('mayHaveEntry', false)
    app.decorateRequest('recordChange', function <R>(this: FastifyRequest, describe: (record: R) => unknown) {
      const write: BeforeCommit<R> = async (database, before, after) => {
        // A description may take a while: it comes before the lock of the audit.
        const change = await toChange(describe, before, after)
        const event = eventOf(this, 'ok', change)
        if (event === undefined) return
        this.mayHaveEntry = true
        await audit.append({ ...event, id: this.id }, database)
        // What fails from then on does not undo the change that the entry is of.
        afterCommit(database, () => void (this.isAudited = true))
      }
      return write
    })

    const write = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      const { problemCode, isAudited } = request
      if (isAudited || (problemCode !== undefined && turnedAway.has(problemCode))) return payload
      const event = eventOf(request, outcomeOf(request, reply))
      if (event === undefined) return payload
      // An answer that cannot be sent is followed by another one.
      request.isAudited = true
      const written = audit.append(request.mayHaveEntry ? { ...event, id: request.id } : event)
      // That it failed is what the caller has to know, even if it could not be recorded.
      await (event.outcome === 'ok' ? written : written.catch(() => undefined))
      return payload
    }
    app.addHook('onRoute', (route) => {
      const { audit: policy } = route.config ?? {}
      if (typeof policy !== 'object' || !('action' in policy)) return
      route.onSend = [route.onSend ?? [], write].flat()
    })
  },
  { name: 'request-audit', fastify: '5.x' },
)

function outcomeOf(request: FastifyRequest, reply: FastifyReply): string {
  return request.problemCode ?? (reply.statusCode < 400 ? 'ok' : `status_${reply.statusCode}`)
}

/** Undefined where nobody is known who did it, or nothing is declared that was done. */
function eventOf(request: FastifyRequest, outcome: string, change?: MadeChange): AuditEvent | undefined {
  const { onBehalfOf, traceId } = request
  const who = onBehalfOf ?? request.principal
  const { audit: policy } = request.routeOptions.config
  if (who === undefined || typeof policy !== 'object' || !('action' in policy)) return undefined
  return {
    tenant: who.tenant,
    actor: who.id,
    actorKind: who.kind,
    action: policy.action,
    target: policy.target?.(request) ?? onBehalfOf?.target ?? change?.target,
    outcome,
    traceId,
    requestId: request.id,
    before: change?.before,
    after: change?.after,
    details: { address: request.ip },
  }
}

async function toChange<R>(
  describe: (record: R) => unknown,
  before: R | undefined,
  after: R | undefined,
): Promise<MadeChange> {
  const was = before === undefined ? undefined : await describe(before)
  const is = after === undefined ? undefined : await describe(after)
  return {
    target: idIn(is ?? was),
    before: was === undefined ? undefined : digestOf(was),
    after: is === undefined ? undefined : digestOf(is),
  }
}

function idIn(description: unknown): string | undefined {
  const { id } = (description ?? {}) as { readonly id?: unknown }
  return typeof id === 'string' ? id : undefined
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import type { Database } from '../store/store.ts'
import type { Audit } from './audit.ts'
import type { AuditDetails, AuditEvent } from './audit-entry.ts'
import { digestOf } from './digest.ts'

/** What only the route knows of a change. */
export interface ChangeFacts {
  /** Default: what the route declares, else `data.id` of the answer. */
  readonly target?: string
  /** What was there, as the API shows it: without secrets. Only its digest is kept. */
  readonly before?: unknown
  /** What is there now, in the same way. */
  readonly after?: unknown
  readonly details?: AuditDetails
}

/** The entry of one request that changes something. */
export interface ChangeAudit {
  /** Adds to what the entry will say. */
  note(facts: ChangeFacts): void
  /** Writes the entry as a part of the transaction of the change, whose last statement it should be. */
  within(database: Database, facts?: ChangeFacts): Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a route that declares what it changes. */
    readonly changeAudit: ChangeAudit
    /** Code of the problem that it is answered with; undefined for any other answer. */
    problemCode: string | undefined
    /** Whether its entry is written, or is the call engine's to write. */
    isAudited: boolean
    changeFacts: ChangeFacts | undefined
    mayHaveEntry: boolean
  }
}

// Whoever is turned away before a route is reached is counted; entries would let him fill the disk.
const turnedAway = new Set(['unauthenticated', 'rate_limited', 'overloaded'])

/** Writes exactly one entry for every request of a route that declares what it changes, before its answer leaves. */
export const requestAudit = plugin(
  async (app: FastifyInstance, { audit }: { audit: Audit }) => {
    app.decorateRequest('problemCode', undefined)
    app.decorateRequest('isAudited', false)
    app.decorateRequest('changeFacts', undefined)
    app.decorateRequest('mayHaveEntry', false)
    app.decorateRequest('changeAudit', {
      getter(this: FastifyRequest): ChangeAudit {
        return {
          note: (facts) => void (this.changeFacts = { ...this.changeFacts, ...facts }),
          within: async (database, facts) => {
            this.changeFacts = { ...this.changeFacts, ...facts }
            const event = eventOf(this, 'ok')
            if (event === undefined) return
            this.mayHaveEntry = true
            await audit.append({ ...event, id: this.id }, database)
          },
        }
      },
    })

    const noteTarget = async (request: FastifyRequest, _reply: FastifyReply, payload: unknown) => {
      const target = idIn(payload)
      if (target !== undefined) request.changeFacts = { target, ...request.changeFacts }
      return payload
    }
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
      route.preSerialization = [route.preSerialization ?? [], noteTarget].flat()
      route.onSend = [route.onSend ?? [], write].flat()
    })
  },
  { name: 'request-audit', fastify: '5.x' },
)

function outcomeOf(request: FastifyRequest, reply: FastifyReply): string {
  return request.problemCode ?? (reply.statusCode < 400 ? 'ok' : `status_${reply.statusCode}`)
}

/** Undefined where nobody is known who did it, or nothing is declared that was done. */
function eventOf(request: FastifyRequest, outcome: string): AuditEvent | undefined {
  const { principal, traceId, changeFacts = {} } = request
  const { audit: policy } = request.routeOptions.config
  if (principal === undefined || typeof policy !== 'object' || !('action' in policy)) return undefined
  const { before, after, details } = changeFacts
  return {
    tenant: principal.tenant,
    actor: principal.id,
    actorKind: principal.kind,
    action: policy.action,
    target: policy.target?.(request) ?? changeFacts.target,
    outcome,
    traceId,
    requestId: request.id,
    before: before === undefined ? undefined : digestOf(before),
    after: after === undefined ? undefined : digestOf(after),
    details: { address: request.ip, ...details },
  }
}

function idIn(payload: unknown): string | undefined {
  const { data } = (payload ?? {}) as { readonly data?: { readonly id?: unknown } | null }
  return typeof data?.id === 'string' ? data.id : undefined
}

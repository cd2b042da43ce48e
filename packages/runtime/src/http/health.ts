import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import type { Registry as ConnectorRegistry } from '../connectors/registry.ts'
import type { ToolPins } from '../mcp/pinning/tool-pins.ts'
import type { SharedState } from '../shared-state/shared-state.ts'
import type { Store } from '../store/store.ts'
import { problemResponse } from './operation-schema.ts'

/** Whether this instance should get traffic. */
export interface Readiness {
  /** From now on /readyz says no, while requests are still served. */
  drain(): void
  readonly isDraining: boolean
}

export function createReadiness(onDrain: () => void): Readiness {
  let isDraining = false
  return {
    drain: () => {
      isDraining = true
      onDrain()
    },
    get isDraining() {
      return isDraining
    },
  }
}

interface HealthOptions {
  readonly readiness: Readiness
  readonly registry: ConnectorRegistry
  readonly sharedState: SharedState
  readonly store: Store
  readonly toolPins: Pick<ToolPins, 'list'>
  readonly metrics: Registry
}

const config = { access: 'public' } as const
const open = { security: [], tags: ['Operations'] }

/** For load balancers and Prometheus; these routes ask for no key. */
export async function healthRoutes(
  app: FastifyInstance,
  { readiness, registry, sharedState, store, toolPins, metrics }: HealthOptions,
): Promise<void> {
  const status = (values: readonly string[]) => ({ type: 'string', enum: values })

  app.get(
    '/livez',
    {
      config,
      schema: {
        ...open,
        operationId: 'livez',
        summary: 'Is the process alive?',
        response: {
          200: { description: 'It is.', type: 'object', properties: { status: status(['alive']) } },
          '4xx': problemResponse,
        },
      },
    },
    async () => ({ status: 'alive' }),
  )

  app.get(
    '/readyz',
    {
      config,
      schema: {
        ...open,
        operationId: 'readyz',
        summary: 'Should this instance get traffic?',
        description:
          'Status 200 with `ready`, or with `degraded` where it serves although some connectors are quarantined, tools are held back from agents, or the store or the shared state is away; 503 where it should get none. `parts` names what is not well.',
        response: {
          200: { description: 'It should.', $ref: 'Readiness#' },
          503: { description: 'It should not.', $ref: 'Readiness#' },
          '4xx': problemResponse,
        },
      },
    },
    async (_request, reply) => {
      const parts = [
        ...registry.loaded.map(({ host }) => ({ part: `connector:${host.description.id}`, state: 'ready' })),
        // The reason may name files and hosts: it is for those who have a key, at /v1/connectors.
        ...registry.quarantined.map(({ id, code }) => ({
          part: `connector:${id}`,
          state: 'quarantined',
          code,
        })),
        ...sharedStateParts(sharedState),
        ...storeParts(store),
        ...toolParts(toolPins),
        ...(readiness.isDraining
          ? [{ part: 'server', state: 'draining', reason: 'The server is shutting down.' }]
          : []),
      ]
      const isUsable =
        !readiness.isDraining && (registry.loaded.length > 0 || registry.quarantined.length === 0)
      reply.code(isUsable ? 200 : 503).header('cache-control', 'no-store')
      if (!isUsable) return { status: 'not_ready', parts }
      return { status: parts.every(({ state }) => state === 'ready') ? 'ready' : 'degraded', parts }
    },
  )

  app.get(
    '/metrics',
    {
      config,
      schema: {
        ...open,
        operationId: 'metrics',
        summary: 'Metrics for Prometheus',
        response: {
          200: { description: 'The metrics.', content: { 'text/plain': { schema: { type: 'string' } } } },
          '4xx': problemResponse,
        },
      },
    },
    async (_request, reply) =>
      reply.header('content-type', metrics.contentType).send(await metrics.metrics()),
  )
}

/** In one process there is nothing to be said of it. All instances miss the store at once, so it takes none out. */
function sharedStateParts({ kind, availability: { isUp } }: SharedState) {
  if (kind === 'memory') return []
  const part = `shared-state:${kind}`
  if (isUp) return [{ part, state: 'ready' }]
  const reason = 'The store does not answer. This instance keeps its share of the limits by itself.'
  return [{ part, state: 'unavailable', reason }]
}

/** The embedded one is named only while there is something to be said of it. */
function storeParts({ kind, availability: { isUp } }: Store) {
  const part = `store:${kind}`
  if (isUp) return kind === 'embedded' ? [] : [{ part, state: 'ready' }]
  const reason =
    'The store does not answer. This instance goes on with what it knows, and refuses changes and writes with an Idempotency-Key.'
  return [{ part, state: 'unavailable', reason }]
}

/** Connectors of which some tools are held back. Which ones, and why, is told at /v1/tool-pins to those who have a key. */
function toolParts({ list }: Pick<ToolPins, 'list'>) {
  const held = new Set(list().flatMap(({ connector, isHeld }) => (isHeld ? [connector] : [])))
  return [...held].map((id) => ({ part: `tools:${id}`, state: 'quarantined', code: 'tools_held' }))
}

export const ReadinessSchema = {
  $id: 'Readiness',
  title: 'Readiness',
  type: 'object',
  required: ['status', 'parts'],
  properties: {
    status: { type: 'string', enum: ['ready', 'degraded', 'not_ready'] },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['part', 'state'],
        properties: {
          part: { type: 'string' },
          state: { type: 'string', enum: ['ready', 'quarantined', 'unavailable', 'draining'] },
          code: { type: 'string' },
          reason: { type: 'string' },
        },
      },
    },
  },
}

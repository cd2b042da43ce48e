import type { FastifyRequest } from 'fastify'
import { Counter, type Registry } from 'prom-client'

/** Those of the protocol that say what agents do. All others are counted together: a caller may make them up. */
const methods = [
  'tools/call',
  'tools/list',
  'resources/read',
  'resources/list',
  'prompts/get',
  'prompts/list',
  'completion/complete',
  'server/discover',
  'subscriptions/listen',
  'initialize',
  'ping',
  'tasks/get',
  'tasks/update',
  'tasks/cancel',
  'other',
]

export function createMessageCounter(registry: Registry): (request: FastifyRequest) => void {
  const messages = new Counter({
    name: 'patchbay_mcp_messages_total',
    help: 'Messages of agents by their method; `other` for those that are none of the usual ones.',
    labelNames: ['method'],
    registers: [registry],
  })
  const bound = new Map(methods.map((method) => [method, messages.labels(method)]))
  for (const counter of bound.values()) counter.inc(0)
  return ({ body }) => {
    const { method } = (typeof body === 'object' && body !== null ? body : {}) as {
      readonly method?: unknown
    }
    const counter = typeof method === 'string' ? bound.get(method) : undefined
    ;(counter ?? bound.get('other'))?.inc()
  }
}

import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'
import plugin from 'fastify-plugin'
import type { Limiter } from '../limits/limiter.ts'
import { callerOf } from './caller.ts'
import { tell, type Policy } from './policy.ts'
import { QuotaExceeded } from './quota-exceeded.ts'
import { rateLimitStore } from './rate-limit-store.ts'

/** Routes that are counted together. */
export type RouteClass = 'calls' | 'reads' | 'open'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route is counted with. Default: `reads` below /v1, nothing for health and metrics, else `open`. */
    routeClass?: RouteClass
  }
  interface FastifyInstance {
    /** Counts what is no route. */
    limitUnknown: onRequestAsyncHookHandler
  }
}

export interface RateLimitsOptions {
  /** Classes without a policy are not limited. */
  readonly policies: Readonly<Partial<Record<RouteClass, Policy>>>
  readonly limiter: Limiter
  readonly onRefused: (policy: Policy) => void
}

/** Whoever limits these by address lets a stranger have an instance restarted that shares an address with its prober. */
const uncounted = new Set(['/livez', '/readyz', '/metrics'])

const classOf = (url: string): RouteClass | undefined => {
  if (uncounted.has(url)) return undefined
  return url.startsWith('/v1/') ? 'reads' : 'open'
}

// The plugin's own headers are those of earlier drafts.
const none = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
}

/** Counts every request against what its caller may ask for, and tells every caller where it stands. */
export const rateLimits = plugin(
  async (app: FastifyInstance, { policies, limiter, onRefused }: RateLimitsOptions) => {
    app.decorateRequest('principal', undefined)
    await app.register(rateLimit, {
      global: false,
      store: rateLimitStore(limiter),
      addHeaders: none,
      addHeadersOnExceeding: none,
    })

    const limitBy = (policy: Policy): onRequestAsyncHookHandler => {
      const { name, amount, window, seconds } = policy
      const options = { max: amount, timeWindow: window, keyGenerator: callerOf, groupId: name }
      const count = app.createRateLimit(options)
      return async (request, reply) => {
        const counted = await count(request)
        if (counted.isAllowed) return
        if (!counted.isExceeded) {
          tell(reply, policy, counted.remaining, seconds)
          return
        }
        const retryAfter = Math.max(1, counted.ttlInSeconds)
        tell(reply, policy, 0, retryAfter)
        onRefused(policy)
        const who = request.principal === undefined ? 'An address' : 'A key'
        throw new QuotaExceeded(policy, who, retryAfter)
      }
    }

    const hooks: Partial<Record<RouteClass, onRequestAsyncHookHandler>> = {}
    for (const [name, policy] of Object.entries(policies)) hooks[name as RouteClass] = limitBy(policy)
    app.decorate('limitUnknown', hooks.open ?? (async () => undefined))
    app.addHook('onRoute', (route) => {
      const routeClass = route.config?.routeClass ?? classOf(route.url)
      const hook = routeClass === undefined ? undefined : hooks[routeClass]
      // Last, when it is known whose key the request carries.
      if (hook !== undefined) route.onRequest = [route.onRequest ?? [], hook].flat()
    })
  },
  { name: 'rate-limits', fastify: '5.x' },
)

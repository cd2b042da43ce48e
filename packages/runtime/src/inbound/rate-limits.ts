import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
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
    limitUnknown: onRequestHookHandler
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
    const Store = rateLimitStore(limiter)
    await app.register(rateLimit, {
      global: false,
      store: Store,
      addHeaders: none,
      addHeadersOnExceeding: none,
    })

    /** The problem that the request is refused with; undefined if it may pass. Tells its caller how it stands. */
    const judge = (
      policy: Policy,
      request: FastifyRequest,
      reply: FastifyReply,
      counted: number,
      ttl: number,
    ): QuotaExceeded | undefined => {
      const { amount, seconds } = policy
      if (counted <= amount) {
        tell(reply, policy, amount - counted, seconds)
        return undefined
      }
      const retryAfter = Math.max(1, Math.ceil(ttl / 1_000))
      tell(reply, policy, 0, retryAfter)
      onRefused(policy)
      return new QuotaExceeded(policy, request.principal === undefined ? 'An address' : 'A key', retryAfter)
    }

    const limitBy = (policy: Policy): onRequestHookHandler => {
      const { name, amount, window } = policy
      const options = { max: amount, timeWindow: window, keyGenerator: callerOf, groupId: name }
      const count = app.createRateLimit(options)
      const store = new Store(options)
      return (request, reply, proceed) => {
        if (request.principal === undefined) {
          count(request).then((counted) => {
            if (counted.isAllowed) proceed()
            else
              proceed(
                judge(
                  policy,
                  request,
                  reply,
                  amount - counted.remaining + (counted.isExceeded ? 1 : 0),
                  counted.ttl,
                ),
              )
          }, proceed)
          return
        }
        // What the plugin asks as well, without its promises: they are a tenth of what an answer from the cache takes.
        store.incr(
          callerOf(request),
          (error, result) =>
            proceed(error ?? judge(policy, request, reply, result?.current ?? 0, result?.ttl ?? 0)),
          window,
          amount,
        )
      }
    }

    const hooks: Partial<Record<RouteClass, onRequestHookHandler>> = {}
    for (const [name, policy] of Object.entries(policies)) hooks[name as RouteClass] = limitBy(policy)
    app.decorate('limitUnknown', hooks.open ?? ((_request, _reply, proceed) => proceed()))
    app.addHook('onRoute', (route) => {
      const routeClass = route.config?.routeClass ?? classOf(route.url)
      const hook = routeClass === undefined ? undefined : hooks[routeClass]
      // Last, when it is known whose key the request carries.
      if (hook !== undefined) route.onRequest = [route.onRequest ?? [], hook].flat()
    })
  },
  { name: 'rate-limits', fastify: '5.x' },
)

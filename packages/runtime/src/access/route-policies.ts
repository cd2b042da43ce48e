import { Problem } from '@patchbay/contract'
import type { FastifyInstance, onRequestHookHandler, RouteOptions } from 'fastify'
import plugin from 'fastify-plugin'
import type { AccessPolicy } from './access-policy.ts'
import type { Permission } from './permissions.ts'
import { refusalOf } from './refusals.ts'

export interface RoutePoliciesOptions {
  /** Knows whose request it is, or refuses it. */
  readonly authenticate: onRequestHookHandler
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

const nameOf = ({ method, url }: RouteOptions): string => `The route ${[method].flat().join(', ')} ${url}`

/**
 * Holds every route to what it declares: who may use it, and what of it is audited. A route that does not declare it
 * fails the start, so that none is open or unrecorded by oversight. Register it before any route, and before what counts
 * requests: a caller is known, and let in, before it is counted.
 */
export const routePolicies = plugin(
  async (app: FastifyInstance, { authenticate }: RoutePoliciesOptions) => {
    const permissionHooks = new Map<Permission, onRequestHookHandler>()
    const requirePermission = (permission: Permission): onRequestHookHandler => {
      let hook = permissionHooks.get(permission)
      if (hook === undefined) {
        hook = ({ principal }, _reply, proceed) => {
          if (principal === undefined) proceed(new Problem('unauthenticated'))
          else if (principal.permissions.has(permission)) proceed()
          else proceed(refusalOf(principal, permission))
        }
        permissionHooks.set(permission, hook)
      }
      return hook
    }
    const hooksOf = (access: Exclude<AccessPolicy, 'public'>): readonly onRequestHookHandler[] =>
      access === 'call' || access === 'authenticated'
        ? [authenticate]
        : [authenticate, requirePermission(access)]

    // The routes of a library get theirs from a hook of the scope around it, which runs later than this one.
    const undeclared: RouteOptions[] = []
    app.addHook('onRoute', (route) => {
      const { access, audit } = route.config ?? {}
      if (access === undefined) {
        undeclared.push(route)
        return
      }
      if (access === 'public') return
      const isHarmless = [route.method].flat().every((method) => harmless.has(method))
      if (!isHarmless && audit === undefined) {
        throw new Error(`${nameOf(route)} changes something and does not say what of it is audited.`)
      }
      route.onRequest = [hooksOf(access), route.onRequest ?? []].flat()
    })
    app.addHook('onReady', async () => {
      // Later than that, nothing can be asked of a caller any more.
      const open = undeclared.find(({ config }) => config?.access !== 'public')
      if (open !== undefined) throw new Error(`${nameOf(open)} does not say who may use it.`)
    })
  },
  { name: 'route-policies', fastify: '5.x' },
)

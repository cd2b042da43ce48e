import { Problem } from '@patchbay/contract'
import type { FastifyInstance, preHandlerHookHandler } from 'fastify'
import plugin from 'fastify-plugin'

const refuseNul: preHandlerHookHandler = ({ params }, _reply, proceed) => {
  const hasNul = Object.values(params as Readonly<Record<string, string>>).some((text) => text.includes('\0'))
  if (hasNul) proceed(new Problem('not_found', { detail: 'Nothing has an id like that.' }))
  else proceed()
}

/**
 * What is asked for by an id with a NUL in it is not there: a store of Postgres cannot hold one, and fails where it is
 * asked for one. Register it before the routes.
 */
export const pathParameters = plugin(
  async (app: FastifyInstance) => {
    app.addHook('onRoute', (route) => {
      if (route.url.includes('/:')) route.preHandler = [refuseNul, route.preHandler ?? []].flat()
    })
  },
  { name: 'path-parameters', fastify: '5.x' },
)

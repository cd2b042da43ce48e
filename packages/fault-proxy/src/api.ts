import type { FastifyInstance } from 'fastify'
import { ApiError } from './api-error.ts'
import type { Proxies, ProxyBody } from './proxies.ts'
import { changeToxic, readToxic, type ToxicBody } from './read-toxic.ts'
import type { Toxic } from './toxic.ts'
import type { Proxy } from './proxy.ts'

interface ProxyRoute {
  Params: { readonly proxy: string }
  Body: ProxyBody
}

interface ToxicRoute {
  Params: { readonly proxy: string; readonly toxic: string }
  Body: ToxicBody
}

/**
 * The HTTP API of Toxiproxy 2, so that its clients drive this proxy too.
 * @see https://github.com/Shopify/toxiproxy#http-api
 */
export async function toxiproxyApi(app: FastifyInstance, { proxies }: { proxies: Proxies }): Promise<void> {
  const describe = (proxy: Proxy) => proxy.describe()
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500
    return reply.code(status).send({ error: error.message, title: error.message, status })
  })
  app.get('/version', async () => ({ version: '2.12.0' }))

  app.get('/proxies', async () =>
    Object.fromEntries(proxies.list().map((proxy) => [proxy.name, proxy.describe()])),
  )
  app.post<ProxyRoute>('/proxies', async (request, reply) => {
    const proxy = await proxies.add(request.body)
    return reply.code(201).send(describe(proxy))
  })
  app.post<{ Body: ProxyBody[] }>('/populate', async (request, reply) => {
    const populated = await proxies.populate(request.body)
    return reply.code(201).send({ proxies: populated.map(describe) })
  })
  app.post('/reset', async (_request, reply) => {
    await proxies.reset()
    return reply.code(204).send()
  })
  app.get<ProxyRoute>('/proxies/:proxy', async ({ params }) => describe(proxies.get(params.proxy)))
  app.route<ProxyRoute>({
    method: ['POST', 'PATCH'],
    url: '/proxies/:proxy',
    handler: async ({ params, body }) => describe(await proxies.change(params.proxy, body)),
  })
  app.delete<ProxyRoute>('/proxies/:proxy', async ({ params }, reply) => {
    await proxies.remove(params.proxy)
    return reply.code(204).send()
  })

  app.get<ProxyRoute>('/proxies/:proxy/toxics', async ({ params }) => proxies.get(params.proxy).toxics.list())
  app.post<ToxicRoute>('/proxies/:proxy/toxics', async ({ params, body }) => {
    const { toxics } = proxies.get(params.proxy)
    const toxic = readToxic(body)
    if (toxics.get(toxic.name) !== undefined) throw new ApiError(409, 'toxic already exists')
    toxics.set(toxic)
    return toxic
  })
  app.get<ToxicRoute>('/proxies/:proxy/toxics/:toxic', async ({ params }) => find(params))
  app.route<ToxicRoute>({
    method: ['POST', 'PATCH'],
    url: '/proxies/:proxy/toxics/:toxic',
    handler: async ({ params, body }) => {
      const changed = changeToxic(find(params), body)
      proxies.get(params.proxy).toxics.set(changed)
      return changed
    },
  })
  app.delete<ToxicRoute>('/proxies/:proxy/toxics/:toxic', async ({ params }, reply) => {
    find(params)
    proxies.get(params.proxy).toxics.delete(params.toxic)
    return reply.code(204).send()
  })

  function find({ proxy, toxic }: ToxicRoute['Params']): Toxic {
    const found = proxies.get(proxy).toxics.get(toxic)
    if (found === undefined) throw new ApiError(404, 'toxic not found')
    return found
  }
}

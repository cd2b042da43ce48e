import fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import t from 'tap'
import { Problem } from '@patchbay/contract'
import { operatorOf } from '../../src/access/operator.ts'
import { permissionsOf, type Role } from '../../src/access/permissions.ts'
import { routePolicies } from '../../src/access/route-policies.ts'

const handler: RouteOptions['handler'] = async () => ({ done: true })

async function build(): Promise<FastifyInstance> {
  const app = fastify()
  app.decorateRequest('principal', undefined)
  app.setErrorHandler((error, _request, reply) =>
    reply.code(Problem.is(error) ? error.status : 500).send({ detail: (error as Error).message }),
  )
  await app.register(routePolicies, {
    authenticate: (request, _reply, proceed) => {
      const role = request.headers['role'] as Role | undefined
      if (role === undefined) return proceed(new Problem('unauthenticated'))
      request.principal = { ...operatorOf('default'), role, permissions: new Set(permissionsOf[role]) }
      proceed()
    },
  })
  return app
}

t.test('a route that does not say who may use it fails the start', async (t) => {
  const app = await build()
  app.get('/things', handler)
  await t.rejects(async () => app.ready(), { message: 'The route GET /things does not say who may use it.' })
})

t.test('also where a scope says too late that it is not for everybody', async (t) => {
  const app = await build()
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => void (route.config = { access: 'keys.read' }))
    scope.get('/things', handler)
  })
  await t.rejects(async () => app.ready(), { message: /\/things does not say who may use it/ })
})

t.test('a route that changes something and does not say what is audited fails the start', async (t) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const app = await build()
    const message = `The route ${method} /things changes something and does not say what of it is audited.`
    t.throws(() => app.route({ method, url: '/things', handler, config: { access: 'keys.write' } }), {
      message,
    })
  }
  const app = await build()
  app.post('/open', { config: { access: 'public' } }, handler)
  app.post('/named', { config: { access: 'keys.write', audit: { action: 'thing.create' } } }, handler)
  await t.resolves(async () => app.ready(), 'unless it is public, or says so')
})

t.test('lets in by the permission, and by nothing else', async (t) => {
  const app = await build()
  app.get('/open', { config: { access: 'public' } }, handler)
  app.get('/keys', { config: { access: 'keys.read' } }, handler)
  app.get('/call', { config: { access: 'call' } }, handler)
  const status = async (url: string, role?: Role, method: 'GET' | 'HEAD' = 'GET') =>
    (await app.inject({ method, url, headers: role === undefined ? {} : { role } })).statusCode
  t.equal(await status('/open'), 200)
  t.equal(await status('/keys'), 401)
  t.equal(await status('/keys', undefined, 'HEAD'), 401, 'HEAD is no way around it')
  t.equal(await status('/keys', 'viewer', 'HEAD'), 403)
  t.equal(await status('/keys', 'developer'), 200)
  t.equal(await status('/call'), 401)
  t.equal(await status('/call', 'agent'), 200, 'what may be called is decided with the call')
  const refused = await app.inject({ url: '/keys', headers: { role: 'agent' } })
  t.equal(refused.statusCode, 403)
  t.match(refused.json(), { detail: 'The key lacks the permission keys.read.' })
})

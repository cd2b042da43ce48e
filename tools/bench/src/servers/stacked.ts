import { createHash, timingSafeEqual } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import { Redis } from 'ioredis'
import CircuitBreaker from 'opossum'
import { Histogram, register } from 'prom-client'
import { Pool } from 'undici'
import { loadBenchCall } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// What comes of putting the same libraries together as their READMEs show: a key, a rate limit, a breaker, a log line
// and a metric for each request. Parameters: the upstream, the key of callers, a Redis for the rate limit.
const [upstream = '', key = '', redisUrl] = process.argv.slice(2)
const { schema } = await loadBenchCall()
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const expected = digest(`Bearer ${key}`)
const pool = new Pool(upstream, { connections: 64 })
const breaker = new CircuitBreaker(
  async (id: string) => {
    const { statusCode, body } = await pool.request({ method: 'GET', path: `/items/${id}` })
    if (statusCode >= 500) throw new Error(`status ${statusCode}`)
    return body.json()
  },
  { timeout: 10_000, volumeThreshold: 10 },
)
const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests.',
  labelNames: ['method', 'route', 'status'],
})

const app = fastify({ logger: true })
app.addHook('onRequest', async (request, reply) => {
  if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
    return reply.code(401).send({ error: 'unauthenticated' })
  }
  return undefined
})
await app.register(rateLimit, {
  max: 999_999_999,
  timeWindow: '1 minute',
  keyGenerator: (request) => request.headers.authorization ?? request.ip,
  ...(redisUrl === undefined ? {} : { redis: new Redis(redisUrl) }),
})
app.addHook('onResponse', async (request, reply) => {
  const labels = { method: request.method, route: request.routeOptions.url ?? '', status: reply.statusCode }
  durations.observe(labels, reply.elapsedTime / 1_000)
})
app.get<{ Params: { id: string } }>('/items/:id', { schema: { response: { 200: schema } } }, (request) =>
  breaker.fire(request.params.id),
)
app.get('/metrics', () => register.metrics())
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))

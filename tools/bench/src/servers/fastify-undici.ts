import fastify from 'fastify'
import { Pool } from 'undici'
import { loadBenchCall } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The limit for a call that is not cached: fetch from the upstream, read the JSON, serialise it by its schema, and
// no duty beside that.
const [upstream = ''] = process.argv.slice(2)
const { schema } = await loadBenchCall()
const pool = new Pool(upstream, { connections: 64 })
const app = fastify()
app.get<{ Params: { id: string } }>(
  '/items/:id',
  { schema: { response: { 200: schema } } },
  async (request) => {
    const { body } = await pool.request({ method: 'GET', path: `/items/${request.params.id}` })
    return body.json()
  },
)
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))

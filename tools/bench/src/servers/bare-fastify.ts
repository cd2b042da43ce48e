import fastify from 'fastify'
import { loadBenchCall } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The ceiling: what Fastify does in a second when there is nothing to do but serialise a constant.
const { output, schema } = await loadBenchCall()
const app = fastify()
app.get('/items/:id', { schema: { response: { 200: schema } } }, async () => output)
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))

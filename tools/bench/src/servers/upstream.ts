import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadBenchCall } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The vendor that every server calls: what the emulator answers, worked out once, so that the upstream is never
// the slowest part.
const { emulator, input } = await loadBenchCall()
const path = `/items/${input.id}`
const tools = { now: () => Date.now() }
const { status, body } = await emulator.answer(
  { method: 'GET', path, query: new URLSearchParams(), headers: {}, body: '' },
  emulator.seed(tools),
  tools,
)
const bytes = Buffer.from(JSON.stringify(body))
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(bytes.length) }

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.method === 'GET' && request.url === path) response.writeHead(status, headers).end(bytes)
  else response.writeHead(404).end()
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
reportToParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)

import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { loadBenchCall } from '../src/bench-connector.ts'
import { cases } from '../src/cases.ts'
import { prepareRequest } from '../src/prepare-request.ts'

const call = await loadBenchCall()

const caseOf = (id: string) => {
  const found = cases.find((one) => one.id === id)
  if (found === undefined) throw new Error(`There is no case ${id}.`)
  return found
}

/** A server that answers everything with this status and body. */
const answering = async (t: Test, status: number, body: unknown): Promise<string> => {
  const server = createServer((_request, response) => {
    response.writeHead(status, { etag: 'W/"a"', connection: 'close' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('a server that answers rightly may be measured', async (t) => {
  const origin = await answering(t, 200, { data: call.output, meta: {} })
  const request = await prepareRequest(caseOf('post'), origin, 'key', call)
  t.match(request, {
    method: 'POST',
    path: '/v1/connectors/bench/items.get',
    body: '{"id":"item-1"}',
    status: 200,
  })
  t.equal(request.headers['authorization'], 'Bearer key')
})

t.test('a server that answers wrongly may not', async (t) => {
  const failing = await answering(t, 500, { data: call.output })
  await t.rejects(prepareRequest(caseOf('get'), failing, 'key', call), /get answered 500/)
  const wrong = await answering(t, 200, { ...(call.output as object), sku: 'another' })
  await t.rejects(prepareRequest(caseOf('undici'), wrong, 'key', call), /not with the item/)
})

t.test('a conditional request must be answered with 304', async (t) => {
  const origin = await answering(t, 200, { data: call.output, meta: {} })
  await t.rejects(
    prepareRequest(caseOf('get-304'), origin, 'key', call),
    /answered 200 to its own entity tag/,
  )
})

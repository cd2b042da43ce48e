import t from 'tap'
import {
  createClient,
  isProblem,
  stream,
  unwrap,
  type CallData,
  type CallInput,
  type ConnectorTypes,
  type Problem,
  type RouteBody,
  type RouteData,
  type StreamData,
} from '@patchbay/client'

// What must not compile. tsc fails on an expect-error that finds no error, so these lines are the assertions. Nothing
// of it runs: there is no server.
const client = createClient({ baseUrl: 'http://127.0.0.1:1' })

export const calls = async () => {
  // @ts-expect-error there is no such connector
  await client.call('github', 'sites.list')
  // @ts-expect-error there is no such operation
  await client.call('gsc', 'sites.lst')
  // @ts-expect-error that is an operation of another connector
  await client.call('gsc', 'products.search')
  // @ts-expect-error it needs an input
  await client.call('gsc', 'sites.add')
  // @ts-expect-error there is no such field
  await client.call('gsc', 'sites.get', { site: 'sc-domain:example.com' })
  // @ts-expect-error the field has another type
  await client.call('gsc', 'sites.get', { siteUrl: 1 })
  // @ts-expect-error the connection is named by a text
  await client.call('gsc', 'sites.list', {}, { connection: 1 })
  // @ts-expect-error its answer is streamed
  await client.call('ga4', 'reports.export', {})
  // @ts-expect-error its answer is not
  stream(client, 'ga4', 'reports.run', {})
  // @ts-expect-error its input does not fit a URL
  await client.read('ga4', 'reports.run', {})
  // @ts-expect-error it changes nothing, so there is nothing to check first
  await client.validate('gsc', 'sites.list')
  await client.validate('gsc', 'sites.add', { siteUrl: 'sc-domain:example.com' })

  const result = await client.call('gsc', 'sites.list')
  // @ts-expect-error whether there is an answer has to be asked first
  void result.data
  // @ts-expect-error so has whether there is a problem
  void result.problem
  if (!result.ok) {
    const { problem } = result
    // @ts-expect-error there is no such code
    isProblem(problem, 'rate_limit')
    // @ts-expect-error most problems do not say how long to wait
    const uncertain: number = problem.retryAfter
    const certain = isProblem(problem, 'rate_limited') ? problem.retryAfter.toFixed() : uncertain
    return certain
  }
  // @ts-expect-error the answer has no such field
  void result.data.properties
  const site = result.data.sites[0]
  // @ts-expect-error there may be no first one
  void site.siteUrl
  // @ts-expect-error it has none of these values
  const isReader = site?.permissionLevel === 'reader'
  // @ts-expect-error meta has no such field
  void result.meta.cursor
  return isReader
}

export const routes = async () => {
  // @ts-expect-error there is no such route
  await client.get('/v1/nothing')
  // @ts-expect-error the route has no such method
  await client.put('/v1/keys')
  // @ts-expect-error its path has a parameter
  await client.get('/v1/keys/{id}')
  // @ts-expect-error of another name
  await client.get('/v1/keys/{id}', { path: { key: 'key_1' } })
  // @ts-expect-error it has no such query
  await client.get('/v1/keys', { query: { size: 1 } })
  // @ts-expect-error it needs a body
  await client.post('/v1/keys')
  // @ts-expect-error there is no such role
  await client.post('/v1/keys', { body: { name: 'Key', role: 'boss' } })
  // @ts-expect-error a page is no answer in the envelope
  await client.get('/metrics')
  const keys = unwrap(await client.get('/v1/keys', { query: { limit: 1 } }))
  // @ts-expect-error a key has no such field
  void keys[0]?.secret
  return keys[0]?.name satisfies string | undefined
}

interface Acme extends ConnectorTypes {
  operations: {
    'parts.list': { input: { shelf?: string }; data: { parts: string[] }; isQuery: true; isChange: false }
  }
  streams: Record<never, never>
}
const acme = createClient<{ acme: Acme }>()

export const ownConnectors = async () => {
  // @ts-expect-error these are the types of another installation
  await acme.call('gsc', 'sites.list')
  const { parts } = unwrap(await acme.call('acme', 'parts.list', { shelf: 'a' }))
  return parts satisfies string[]
}

export const named = {
  input: { siteUrl: 'sc-domain:example.com' } satisfies CallInput<'gsc', 'sites.get'>,
  data: { sites: [] } satisfies CallData<'gsc', 'sites.list'>,
  item: { date: '20261101', sessions: 1 } satisfies StreamData<'ga4', 'reports.export'>,
  body: { name: 'Key', role: 'viewer' } satisfies RouteBody<'post', '/v1/keys'>,
  keys: [] satisfies RouteData<'get', '/v1/keys'>,
  // @ts-expect-error there is no such operation
  none: undefined as unknown as CallData<'gsc', 'sites.lst'>,
}

export const handled = (problem: Problem): string => {
  switch (problem.code) {
    case 'unreachable':
    case 'connection_unauthorized':
      return problem.advice
    // @ts-expect-error there is no such code
    case 'connection_unauthorised':
      return problem.detail
    default:
      return problem.title
  }
}

t.test('a client of another server has the same functions', (t) => {
  t.same(Object.keys(acme).toSorted(), Object.keys(client).toSorted())
  t.end()
})

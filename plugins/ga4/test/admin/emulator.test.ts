import t from 'tap'
import { adminOperations } from '../../src/admin/operations.ts'
import { adminDocuments, adminHandlers } from '../../src/emulator/admin/index.ts'
import { ga4Emulator } from '../../src/emulator/ga4-emulator.ts'
import connector from '../../src/index.ts'
import { call, tokenOf } from '../support/call.ts'
import { property, startAdmin } from './support.ts'

const dimension = `/v1beta/properties/${property}/customDimensions/6000000001`

t.test('changes without a mask, or with one of what cannot change, are refused', async (t) => {
  const admin = await startAdmin(t)
  const changed = { displayName: 'New' }
  for (const path of [dimension, `${dimension}?updateMask=scope`, `${dimension}?updateMask=displayName`]) {
    const { status, body } = await admin.send('PATCH', path, changed)
    t.equal(status, 400, path)
    t.match(body, {
      error: { status: 'INVALID_ARGUMENT', details: [{ fieldViolations: [{ field: 'update_mask' }] }] },
    })
  }
  t.match(
    await admin.send('PATCH', `${dimension}?updateMask=display_name`, { ...changed, description: 'no' }),
    {
      status: 200,
      body: { displayName: 'New', description: 'Tier of the loyalty programme' },
    },
  )
})

t.test('fields, values and parameters that Google does not know are refused', async (t) => {
  const admin = await startAdmin(t)
  const refused = [
    ['POST', `/v1beta/properties/${property}/customDimensions`, { parameterNam: 'x' }],
    ['POST', `/v1beta/properties/${property}/customDimensions`, { scope: 'SESSION' }],
    ['GET', `/v1beta/properties/${property}/customDimensions?limit=5`, undefined],
    ['GET', '/v1beta/properties', undefined],
    ['GET', `/v1beta/properties?filter=name:x`, undefined],
    ['POST', '/v1beta/accounts/1000000001:runAccessReport', { returnEntityQuota: true, dateRanges: [] }],
  ] as const
  for (const [method, path, body] of refused)
    t.match(await admin.send(method, path, body), { status: 400 }, path)
})

t.test('a page has two hundred items at the most, whatever is asked for', async (t) => {
  const admin = await startAdmin(t, { accounts: 300 })
  const { body } = await admin.send('GET', '/v1beta/accountSummaries?pageSize=1000')
  t.equal((body['accountSummaries'] as unknown[]).length, 200)
  t.type(body['nextPageToken'], 'string')
})

t.test('every handler belongs to a method, and every method is reached by an operation', async (t) => {
  const methods = new Set(adminDocuments().flatMap((document) => document.methods.map(({ id }) => id)))
  t.ok(methods.size > 40)
  for (const id of Object.keys(adminOperations)) t.ok(Object.hasOwn(connector.operations, id), id)
  for (const id of methods) t.type(adminHandlers[id], 'function', id)
})

t.test('every request says that it goes to the Admin API, so that its limit counts it', async (t) => {
  const admin = await startAdmin(t)
  t.match(connector.vendor.limits, { adminRequests: { amount: 600, per: ['connection', 'request.admin'] } })
  const { config } = ga4Emulator().connection
  for (const [id, { examples }] of Object.entries(adminOperations)) {
    admin.host.reset()
    const { sent } = await call(connector, admin.host.url, id, examples[0].input, { config })
    t.ok(sent.length > 0, id)
    for (const request of sent) t.match(request, { origin: 'admin', about: { admin: 'yes' } }, id)
  }
})

t.test('a minute has room for six hundred requests of a user', async (t) => {
  const admin = await startAdmin(t)
  const headers = { authorization: `Bearer ${await tokenOf(admin.host.url)}` }
  const url = `${admin.host.url}/v1beta/accounts/1000000001`
  for (let count = 0; count < 600; count += 1) {
    const answer = await fetch(url, { headers })
    await answer.arrayBuffer()
    if (answer.status !== 200) t.fail(`request ${count} is refused`)
  }
  await t.rejects(admin.run('accounts.get', { account: '1000000001' }), {
    code: 'vendor_rate_limited',
    retryable: true,
    upstream: { status: 429, code: 'RATE_LIMIT_EXCEEDED' },
  })
  t.not(
    (await admin.send('GET', '/v1beta/properties/344444444/metadata')).status,
    429,
    'reports have their own',
  )
})

t.test('a token without the scope of a method is refused, and says what is lacking', async (t) => {
  const admin = await startAdmin(t)
  admin.host.inject({
    kind: 'status',
    status: 403,
    body: {
      error: {
        code: 403,
        message: 'Request had insufficient authentication scopes.',
        status: 'PERMISSION_DENIED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
            domain: 'googleapis.com',
          },
        ],
      },
    },
    path: '/v1beta/accounts/1000000001:searchChangeHistoryEvents',
  })
  await t.rejects(admin.run('change-history.search', { account: '1000000001' }), {
    code: 'connection_forbidden',
    advice: /scopes/,
  })
})

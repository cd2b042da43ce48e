import { readFileSync } from 'node:fs'
import type { ProblemCode, VendorAnswer } from '@patchbay/contract'
import t from 'tap'
import { classify } from '../src/errors.ts'
import { failures } from '../src/emulator/failures.ts'
import { graphqlPath, shopify } from '../src/vendor.ts'

const request = { method: 'POST', origin: 'admin', path: graphqlPath, query: {} } as const

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): VendorAnswer => ({
  status,
  headers: { 'x-request-id': 'r-1', ...headers },
  body,
})

const graphql = (code: string | undefined, message: string, more: Record<string, unknown> = {}) => ({
  errors: [{ message, ...(code === undefined ? {} : { extensions: { code, ...more } }) }],
})

const cases: ReadonlyArray<[string, VendorAnswer, ProblemCode, RegExp]> = [
  [
    '400, errors by field',
    answer(400, { errors: { query: 'Required parameter missing or invalid' } }),
    'vendor_rejected',
    /query: Required/,
  ],
  [
    '401, errors as text',
    answer(401, failures.unauthorized.body),
    'connection_unauthorized',
    /Invalid API key/,
  ],
  [
    '402',
    answer(402, { errors: "This shop's plan does not have access to this feature" }),
    'connection_forbidden',
    /plan/,
  ],
  ['403 for a scope', answer(403, failures.forbidden.body), 'connection_forbidden', /read_products/],
  [
    '403 for a closed shop',
    answer(403, { errors: 'Unavailable Shop' }),
    'connection_forbidden',
    /Unavailable/,
  ],
  [
    '403 for a kind of token',
    answer(403, { errors: '[API] Non-expiring access tokens are no longer accepted for the Admin API.' }),
    'connection_unauthorized',
    /Non-expiring/,
  ],
  ['404', answer(404, { errors: 'Not Found' }), 'not_found', /no such shop/],
  ['423', answer(423, { errors: 'This shop is unavailable' }), 'connection_forbidden', /unavailable/],
  [
    '429',
    answer(429, { errors: 'Exceeded 4 calls per second' }, { 'retry-after': '2.5' }),
    'vendor_rate_limited',
    /Exceeded/,
  ],
  ['430', answer(430, ''), 'vendor_rate_limited', /430/],
  [
    '500, errors as list',
    answer(500, { errors: ['An unexpected error occurred'] }),
    'vendor_error',
    /unexpected/,
  ],
  ['503, a page', answer(503, failures.unavailable.body), 'vendor_error', /status 503/],
  ['540', answer(540, ''), 'vendor_error', /540/],
  ['200, a page', answer(200, '<html></html>'), 'vendor_error', /not JSON/],
  ['200, errors as text', answer(200, { errors: 'Something is off' }), 'vendor_rejected', /off/],
  [
    '200, errors by field',
    answer(200, { errors: { query: 'is empty' } }),
    'vendor_rejected',
    /query: is empty/,
  ],
  ['throttled', answer(200, failures.rateLimited.body), 'vendor_rate_limited', /throttles/],
  ['too dear', answer(200, graphql('MAX_COST_EXCEEDED', 'Query cost is 1293')), 'vendor_rejected', /1293/],
  ['inactive', answer(200, graphql('SHOP_INACTIVE', 'Shop is inactive')), 'connection_forbidden', /inactive/],
  [
    'internal',
    answer(200, graphql('INTERNAL_SERVER_ERROR', 'Internal error.', { requestId: 'i-9' })),
    'vendor_error',
    /Internal/,
  ],
  [
    'an id of another type',
    answer(200, graphql('RESOURCE_NOT_FOUND', 'Invalid id: gid://shopify/X/1')),
    'not_found',
    /Invalid id/,
  ],
  [
    'a broken rule',
    answer(200, graphql('undefinedField', "Field 'x' doesn't exist")),
    'vendor_rejected',
    /doesn't exist/,
  ],
  [
    'an error without a code',
    answer(200, graphql(undefined, 'The token provided is not valid')),
    'vendor_rejected',
    /token/,
  ],
]

t.test('names every failure', async (t) => {
  for (const [title, given, code, detail] of cases) {
    const problem = classify(given)
    t.match(problem, { code, message: detail, upstream: { status: given.status } }, title)
    t.notMatch(problem?.message, /<html|DOCTYPE/i, `${title}: no page is quoted`)
  }
})

t.test('keeps the ids that the support of Shopify asks for', async (t) => {
  t.equal(classify(answer(500, {}))?.upstream?.requestId, 'r-1')
  t.match(classify(answer(200, graphql('INTERNAL_SERVER_ERROR', 'x', { requestId: 'i-9' })))?.upstream, {
    code: 'INTERNAL_SERVER_ERROR',
    requestId: 'i-9',
  })
})

t.test('computes the wait of a throttled request, and reads decimal seconds', async (t) => {
  t.equal(classify(answer(200, failures.rateLimited.body))?.retryAfter, (58 - 8) / 100)
  t.equal(classify(answer(429, '', { 'retry-after': '2.5' }))?.retryAfter, 2.5)
  t.equal(classify(answer(429, '', { 'retry-after': 'soon' }))?.retryAfter, 1)
  t.equal(classify(answer(430, ''))?.retryAfter, 60)
})

t.test('a denied access names the scope, or says that no scope helps', async (t) => {
  const denied = {
    ...graphql('ACCESS_DENIED', 'Access denied for orders field.', {
      requiredAccess:
        '`read_orders` access scope or `read_quick_sale` access scope. Also: The user must have `x`.',
    }),
    data: { orders: null },
  }
  t.match(classify(answer(200, denied)), {
    code: 'connection_forbidden',
    advice: /lacks read_orders or read_quick_sale\./,
  })
  const personal = graphql('ACCESS_DENIED', 'This app is not approved to access the Order object.')
  t.match(classify(answer(200, personal)), {
    code: 'connection_forbidden',
    advice: /protected customer data/,
  })
})

t.test('lets pass what holds data', async (t) => {
  t.equal(classify(answer(200, { data: { shop: { id: '1' } } })), undefined)
  t.equal(classify(answer(200, { data: { product: null } })), undefined, 'null without an error is an answer')
  const partial = { data: { shop: { id: '1' }, orders: null }, ...graphql('ACCESS_DENIED', 'no') }
  t.equal(classify(answer(200, partial)), undefined, 'some data beside an error is kept')
  t.equal(classify(answer(302, '')), undefined)
})

t.test('learns the bucket from every charged answer', async (t) => {
  const body = (actualQueryCost: number | null) => ({
    data: {},
    extensions: {
      cost: {
        requestedQueryCost: 58,
        actualQueryCost,
        throttleStatus: { maximumAvailable: 4000, currentlyAvailable: 3988, restoreRate: 200 },
      },
    },
  })
  const facts = { left: 3988, capacity: 4000, refillPerSecond: 200 }
  t.same(shopify.learn?.(answer(200, body(12)), request), { points: { cost: 12, ...facts } })
  t.same(
    shopify.learn?.(answer(200, body(null)), request),
    { points: { cost: 0, ...facts } },
    'throttled requests are free',
  )
  t.equal(shopify.learn?.(answer(503, 'page'), request), undefined)
  t.equal(shopify.learn?.(answer(200, { data: {} }), request), undefined)
})

t.test('a token only ever goes to a shop', async (t) => {
  const pattern = new RegExp(String(shopify.config.properties.shop.pattern))
  for (const shop of ['my-shop.myshopify.com', 'a.myshopify.com']) t.match(shop, pattern)
  for (const host of [
    'evil.com',
    'my-shop.myshopify.com.evil.com',
    'x@y.myshopify.com',
    'a.b.myshopify.com',
    'a.myshopify.com/x',
    '-a.myshopify.com',
    'localhost:1.myshopify.com',
  ]) {
    t.notMatch(host, pattern, host)
  }
  t.notMatch(readFileSync(new URL('../src/vendor.ts', import.meta.url), 'utf8'), /http:\/\//)
})

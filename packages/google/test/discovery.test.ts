import t from 'tap'
import { isAnswer, requestChecker, type DiscoveryDocument } from '../src/emulator/index.ts'

const document: DiscoveryDocument = {
  name: 'library',
  version: 'v1',
  methods: [
    {
      id: 'library.shelves.query',
      httpMethod: 'POST',
      path: 'v1/{+shelf}:query',
      parameters: { shelf: { location: 'path', required: true, type: 'string', pattern: '^shelves/[^/]+$' } },
      request: 'Query',
      scopes: ['read'],
    },
    {
      id: 'library.sites.get',
      httpMethod: 'GET',
      path: 'v1/sites/{site}/maps/{map}',
      parameters: {
        site: { location: 'path', required: true, type: 'string' },
        map: { location: 'path', required: true, type: 'string' },
        deep: { location: 'query', type: 'boolean' },
        pageSize: { location: 'query', type: 'integer', format: 'int32' },
      },
      scopes: ['read'],
    },
  ],
  schemas: {
    Query: {
      type: 'object',
      properties: {
        kind: { type: 'string', enum: ['BOOK', 'NEWS_PAPER'] },
        rowLimit: { type: 'integer', format: 'int32' },
        offset: { type: 'string', format: 'int64' },
        isOpen: { type: 'boolean' },
        ratio: { type: 'number' },
        parts: { type: 'array', items: { $ref: 'Part' } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    Part: { type: 'object', properties: { name: { type: 'string' }, part: { $ref: 'Part' } } },
  },
}

const send = (method: string, target: string, body: unknown = '', options = {}) => {
  const { pathname, searchParams } = new URL(target, 'http://emulator')
  return requestChecker(
    [document],
    options,
  )({
    method,
    path: pathname,
    query: searchParams,
    headers: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const query = (body: unknown, options = {}) => send('POST', '/v1/shelves/7:query', body, options)

t.test('a request that fits is given with its parameters decoded', async (t) => {
  t.match(query({ kind: 'BOOK', rowLimit: 3, offset: '12', parts: [{ part: { name: 'a' } }] }), {
    method: { id: 'library.shelves.query' },
    path: { shelf: 'shelves/7' },
    body: { kind: 'BOOK' },
  })
  t.match(send('GET', '/v1/sites/https%3A%2F%2Fa.example%2F/maps/b?deep=true&prettyPrint=false'), {
    path: { site: 'https://a.example/', map: 'b' },
  })
  t.match(query(''), { body: {} }, 'no body is an empty one')
})

t.test('a path that no method has is told apart', async (t) => {
  t.equal(send('GET', '/v1/shelves/7:query'), undefined)
  t.equal(send('POST', '/v1/shelves/7/8:query'), undefined)
})

const wrong: ReadonlyArray<readonly [string, unknown, string, string]> = [
  ['an unknown field', { colour: 1 }, '', 'Unknown name "colour": Cannot find field.'],
  [
    'an unknown field within',
    { parts: [{}, { part: { size: 1 } }] },
    'parts[1].part',
    `Unknown name "size" at 'parts[1].part': Cannot find field.`,
  ],
  ['a wrong enum', { kind: 'book' }, 'kind', `Invalid value at 'kind' (TYPE_ENUM), "book"`],
  ['a text for a number', { rowLimit: 'x' }, 'row_limit', `Invalid value at 'row_limit' (TYPE_INT32), "x"`],
  ['a fraction', { rowLimit: 1.5 }, 'row_limit', `(TYPE_INT32), 1.5`],
  ['a long that is none', { offset: '1e3' }, 'offset', '(TYPE_INT64)'],
  ['a number for a boolean', { isOpen: 1 }, 'is_open', '(TYPE_BOOL)'],
  ['a text for a double', { ratio: 'x' }, 'ratio', '(TYPE_DOUBLE)'],
  ['an object for a list', { parts: {} }, 'parts', '(list)'],
  ['a wrong value of a map', { labels: { a: 1 } }, 'labels.a', '(TYPE_STRING)'],
]

for (const [what, body, field, description] of wrong) {
  t.test(`${what} is refused as Google does`, async (t) => {
    const answer = query(body)
    t.ok(answer !== undefined && isAnswer(answer))
    t.match(answer, {
      status: 400,
      body: { error: { status: 'INVALID_ARGUMENT', details: [{ fieldViolations: [{ field }] }] } },
    })
    t.ok(JSON.stringify(answer).includes(JSON.stringify(description).slice(1, -1)), description)
  })
}

t.test('unknown parameters and wrong values of known ones are refused', async (t) => {
  t.match(send('GET', '/v1/sites/a/maps/b?shallow=1'), { status: 400 })
  t.match(send('GET', '/v1/sites/a/maps/b?pageSize=ten'), { status: 400 })
  t.match(query('{'), { status: 400 })
})

t.test('older APIs take enums as they come', async (t) => {
  const isTaken = (kind: string) => {
    const answer = query({ kind }, { hasLooseEnums: true })
    return answer !== undefined && !isAnswer(answer)
  }
  t.ok(isTaken('book'))
  t.ok(isTaken('newsPaper'))
  t.notOk(isTaken('novel'))
})

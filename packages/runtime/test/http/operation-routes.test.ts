import t from 'tap'
import { fetchAnswer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'

const say = '/v1/connectors/echo/text.say'
const write = '/v1/connectors/echo/notes.write'

const bodyOf = ({ text }: { text: string }): Record<string, unknown> =>
  JSON.parse(text) as Record<string, unknown>

t.test('a success has the envelope, and the header that names the request', async (t) => {
  const { post } = await openApp(t)
  const answer = await post(say, { text: 'hello', times: 2 })
  t.equal(answer.status, 200)
  t.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  t.match(answer.headers['x-request-id'], /^[0-9a-f]{32}$/)
  t.same(bodyOf(answer), {
    data: { text: 'hello hello' },
    meta: {
      requestId: answer.headers['x-request-id'],
      connector: 'echo',
      operation: 'text.say',
      connection: 'echo-emulator',
      source: 'mock',
      cost: { points: { predicted: 4, actual: 2 } },
    },
  })
})

t.test('GET and POST answer alike where an operation has both', async (t) => {
  const { get, post } = await openApp(t)
  const got = await get(`${say}?text=hello&times=3&loud=true`)
  t.same(bodyOf(got)['data'], { text: 'HELLO HELLO HELLO' })
  t.same(bodyOf(await post(say, { text: 'hello', times: 3, loud: true }))['data'], bodyOf(got)['data'])
})

t.test('a query string is read as what the schema says', async (t) => {
  const { get, echo } = await openApp(t)
  const right = [
    'text=a',
    'text=5',
    'text=true',
    'text=a&times=2',
    'text=a&loud=false',
    'text=a&words=one',
    'text=a&words=one&words=two',
    'text=a&voice=high',
    'text=%F0%9F%8E%BA',
    'text=a+b',
  ]
  for (const query of right) t.equal((await get(`${say}?${query}`)).status, 200, query)
  t.equal(
    new URLSearchParams(echo().journal[1]?.query).get('text'),
    '5',
    'what looks like a number stays text',
  )
  t.equal(new URLSearchParams(echo().journal[8]?.query).get('text'), '🎺')

  const wrong: Record<string, readonly string[]> = {
    '': ['/text'],
    'text=': ['/text'],
    'text=a&text=b': ['/text'],
    'text=a&times=two': ['/times'],
    'text=a&times=': ['/times'],
    'text=a&times=1.5': ['/times'],
    'text=a&times=4': ['/times'],
    'text=a&times=1&times=2': ['/times'],
    'text=a&loud=yes': ['/loud'],
    'text=a&voice=middle': ['/voice'],
    'text=a&volume=11': ['/volume'],
    'text=a&a/b~c=1': ['/a~1b~0c'],
    'text=a&__proto__=1': ['/__proto__'],
    'text=a&constructor=1': ['/constructor'],
    'times=0&volume=11': ['/text', '/times', '/volume'],
  }
  const before = echo().journal.length
  for (const [query, paths] of Object.entries(wrong)) {
    t.comment(query)
    const { errors } = expectProblem(t, await get(`${say}?${query}`), 'invalid_input')
    t.same(errors?.map(({ path }) => path).toSorted(), paths)
  }
  t.equal(echo().journal.length, before, 'the vendor was not asked')
})

t.test('a body is taken as it is: nothing is coerced, nothing dropped', async (t) => {
  const { post } = await openApp(t)
  const wrong: ReadonlyArray<[unknown, readonly string[]]> = [
    [{ text: 'a', times: '1' }, ['/times']],
    [{ text: 5 }, ['/text']],
    [{ text: ['a'] }, ['/text']],
    [{ text: null }, ['/text']],
    [{ text: 'a', times: null }, ['/times']],
    [{ text: 'a', loud: 'true' }, ['/loud']],
    [{ text: 'a', words: 'one' }, ['/words']],
    [{ text: 'a', words: ['one', 2] }, ['/words/1']],
    [{ text: 'a', voice: 'middle' }, ['/voice']],
    [{ text: 'a', volume: 11 }, ['/volume']],
    [{}, ['/text']],
    [null, ['']],
    [[], ['']],
    [[{ text: 'a' }], ['']],
    ['"text"', ['']],
    [5, ['']],
    [true, ['']],
  ]
  for (const [body, paths] of wrong) {
    t.comment(JSON.stringify(body))
    const { errors } = expectProblem(t, await post(say, body), 'invalid_input')
    t.same(errors?.map(({ path }) => path).toSorted(), paths)
  }
  const nested = expectProblem(t, await post(write, { note: { text: 1, more: true } }), 'invalid_input')
  t.same(nested.errors?.map(({ path }) => path).toSorted(), ['/note/more', '/note/text'])
})

t.test('every wrong field is said at once, in words', async (t) => {
  const { post } = await openApp(t)
  const problem = expectProblem(
    t,
    await post(say, { times: 9, voice: 'middle', 'a/b~c': 1 }),
    'invalid_input',
  )
  t.same(
    problem.errors?.toSorted((left, right) => left.path.localeCompare(right.path)),
    [
      { path: '/a~1b~0c', message: 'is not a known field' },
      { path: '/text', message: 'is required' },
      { path: '/times', message: 'must be <= 3' },
      { path: '/voice', message: 'must be one of "high", "low"' },
    ],
  )
  t.match(problem, { connector: 'echo', operation: 'text.say' })
  t.notOk('connection' in problem)
})

t.test('thousands of wrong fields make no long answer', async (t) => {
  const { post } = await openApp(t)
  const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, index]))
  const answer = await post(say, body)
  t.equal(expectProblem(t, answer, 'invalid_input').errors?.length, 50)
  t.ok(answer.text.length < 20_000, `${answer.text.length} bytes`)
})

t.test('defaults are filled in, and a field that has one need not be sent', async (t) => {
  const { post, echo } = await openApp(t)
  t.same(bodyOf(await post(say, { text: 'a' }))['data'], { text: 'a' })
  t.equal(new URLSearchParams(echo().journal[0]?.query).get('times'), '1')
})

t.test('an empty body is an empty object', async (t) => {
  const { url, post } = await openApp(t)
  t.same(expectProblem(t, await post(say, ''), 'invalid_input').errors, [
    { path: '/text', message: 'is required' },
  ])
  const { authorization } = { authorization: 'Bearer test-admin-key-0123456789' }
  const bare = await fetchAnswer(url + say, { method: 'POST', headers: { authorization } })
  t.same(expectProblem(t, bare, 'invalid_input').errors, [{ path: '/text', message: 'is required' }])
})

t.test('an answer to GET has a weak tag, and is not sent again while it is the same', async (t) => {
  const { get } = await openApp(t)
  const url = `${say}?text=tagged`
  const first = await get(url)
  const tag = first.headers['etag'] ?? ''
  t.match(tag, /^W\/"[\w-]+"$/)
  t.equal(first.headers['cache-control'], 'private, no-cache')
  t.match(first.headers['vary'], /authorization/)
  t.match(first.headers['vary'], /patchbay-connection/)
  t.equal((await get(url)).headers['etag'], tag, 'another request id is no other answer')
  t.not((await get(`${say}?text=other`)).headers['etag'], tag)
  t.not(
    (await get(`${say}?text=more`)).headers['etag'],
    (await get(`${say}?text=more&times=2`)).headers['etag'],
  )

  for (const known of [tag, tag.slice(2), `"a", ${tag}`, `W/"b" ,${tag},"c"`, '*']) {
    const again = await get(url, { 'if-none-match': known })
    t.equal(again.status, 304, known)
    t.equal(again.text, '')
    t.equal(again.headers['etag'], tag)
    t.equal(again.headers['cache-control'], 'private, no-cache')
    t.match(again.headers['vary'], /authorization/)
  }
  for (const other of ['"other"', 'W/"other"', tag.slice(2, -1)]) {
    t.equal((await get(url, { 'if-none-match': other })).status, 200, other)
  }
})

t.test('the cursor of the next page is part of the tag', async (t) => {
  const { get } = await openApp(t)
  const page = await get(`${say}?text=more`)
  t.match(bodyOf(page), { data: { text: 'more' }, meta: { next: 'page-2' } })
})

t.test('POST has no tag', async (t) => {
  const { post } = await openApp(t)
  const answer = await post(say, { text: 'a' }, { 'if-none-match': '*' })
  t.equal(answer.status, 200)
  t.notOk(answer.headers['etag'])
})

t.test('HEAD answers like GET, without a body', async (t) => {
  const { url, get } = await openApp(t)
  const path = `${say}?text=head`
  const got = await get(path)
  const head = await fetchAnswer(url + path, {
    method: 'HEAD',
    headers: { authorization: 'Bearer test-admin-key-0123456789' },
  })
  t.equal(head.status, 200)
  t.equal(head.text, '')
  t.equal(head.headers['etag'], got.headers['etag'])
  t.equal(head.headers['content-length'], got.headers['content-length'])
})

t.test('a connector answers under its id and under its id with its major', async (t) => {
  const { post, get } = await openApp(t)
  for (const name of ['echo', 'echo@1', 'echo%401']) {
    t.equal((await post(`/v1/connectors/${name}/text.say`, { text: 'a' })).status, 200, name)
    t.equal((await get(`/v1/connectors/${name}/text.say?text=a`)).status, 200, name)
    t.equal((await get(`/v1/connectors/${name}`)).status, 200, name)
  }
})

t.test('what is not there is said precisely', async (t) => {
  const { post, get } = await openApp(t)
  const missing: Record<string, RegExp> = {
    '/v1/connectors/nobody/text.say': /There is no connector "nobody"/,
    '/v1/connectors/echo@2/text.say': /There is no connector "echo@2"/,
    '/v1/connectors/constructor/text.say': /There is no connector "constructor"/,
    '/v1/connectors/echo/text.shout': /The connector echo has no operation "text\.shout"/,
    '/v1/connectors/echo/constructor': /has no operation "constructor"/,
    '/v1/connectors/Echo/text.say': /There is no connector "Echo"/,
    '/v2/connectors/echo/text.say': /There is nothing at \/v2\//,
    '/v1/connectors/echo/text.say/more': /There is nothing at/,
    '/nothing': /There is nothing at \/nothing/,
  }
  for (const [path, detail] of Object.entries(missing)) {
    t.match(expectProblem(t, await post(path, {}), 'not_found').detail, detail)
    t.match(expectProblem(t, await get(path), 'not_found').detail, detail)
  }
  t.match(expectProblem(t, await get('/v1/connectors/nobody'), 'not_found').detail, /no connector "nobody"/)
})

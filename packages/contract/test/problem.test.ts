import t from 'tap'
import { isProblemCode, Problem, problemKinds, type ProblemCode } from '@patchbay/contract'

const codes = Object.keys(problemKinds) as ProblemCode[]

t.test('every code says how it answers and what to do next', async (t) => {
  for (const code of codes) {
    const { status, title, advice, retryable } = problemKinds[code]
    t.match(code, /^[a-z]+(_[a-z]+)*$/, `${code} is in snake_case`)
    t.ok(Number.isInteger(status) && status >= 400 && status < 600, `${code} has the status of a failure`)
    t.ok(title.length > 0 && !title.endsWith('.'), `${code} has a title`)
    t.match(advice, /^[A-Z].*\.$/, `${code} has advice, in sentences`)
    t.type(retryable, 'boolean')
  }
  t.equal(new Set(codes.map((code) => problemKinds[code].title)).size, codes.length, 'titles differ')
})

t.test('a vendor that refuses the connection never looks like a caller who is not known', async (t) => {
  const callers = codes.filter((code) => [401, 403].includes(problemKinds[code].status))
  t.same(callers, ['unauthenticated', 'forbidden', 'disabled'])
  t.equal(problemKinds.connection_unauthorized.status, 424)
  t.equal(problemKinds.connection_forbidden.status, 424)
  t.equal(problemKinds.egress_forbidden.status, 424)
  t.equal(problemKinds.outcome_unknown.retryable, false, 'what may have happened is not sent again')
})

t.test('codes are recognised', async (t) => {
  for (const code of codes) t.ok(isProblemCode(code), code)
  for (const value of ['Not_Found', 'toString', '__proto__', '', undefined, 404])
    t.notOk(isProblemCode(value))
})

t.test('everything follows from the code', async (t) => {
  for (const code of codes) {
    const problem = new Problem(code)
    const { status, title, retryable, advice } = problemKinds[code]
    t.match(problem, { name: 'Problem', code, message: title, status, retryable, advice })
    t.equal(problem.kind, problemKinds[code])
  }
  const bare = new Problem('not_found')
  t.same(
    [bare.retryAfter, bare.errors, bare.upstream, bare.cause],
    [undefined, undefined, undefined, undefined],
  )
})

const details = {
  detail: 'The report for July is not there.',
  advice: 'Ask for June.',
  status: 504,
  retryable: true,
  retryAfter: 12.5,
  errors: [{ path: '/month', message: 'is not there' }],
  upstream: { status: 500, code: 'E12', requestId: 'r1' },
}

t.test('details come before what follows from the code', async (t) => {
  const cause = new Error('socket closed')
  const problem = new Problem('outcome_unknown', { ...details, cause })
  const { detail, ...rest } = details
  t.match(problem, { ...rest, message: detail })
  t.equal(problem.cause, cause)
  t.equal(new Problem('outcome_unknown', { retryable: false }).retryable, false)
  t.equal(new Problem('vendor_error', { retryable: false }).retryable, false, 'also where the code says yes')
})

t.test('survives a process boundary as plain data, without its cause', async (t) => {
  const problem = new Problem('outcome_unknown', { ...details, cause: new Error('a secret of the process') })
  const text = JSON.stringify(problem.serialize())
  t.same(JSON.parse(text), { code: 'outcome_unknown', ...details })
  t.notMatch(text, /secret of the process/)
  const other = Problem.deserialize(JSON.parse(text))
  t.ok(Problem.is(other))
  t.same(other.serialize(), problem.serialize())

  const bare = new Problem('not_found')
  t.same(Object.keys(bare.serialize()).sort(), ['advice', 'code', 'detail', 'retryable', 'status'])
  t.same(Problem.deserialize(bare.serialize()).serialize(), bare.serialize())
})

t.test('is recognised across two copies of the contract', async (t) => {
  const copy = new URL('../src/problem.ts?copy', import.meta.url).href
  const { Problem: Other } = (await import(copy)) as { Problem: typeof Problem }
  const foreign = new Other('conflict')
  t.not(Other, Problem, 'there are two copies')
  t.notOk(foreign instanceof Problem)
  t.ok(Problem.is(foreign))
  t.ok(Other.is(new Problem('conflict')))
  for (const value of [new Error('conflict'), { code: 'conflict' }, null, undefined, 'conflict']) {
    t.notOk(Problem.is(value))
  }
})

import { Type, Secret } from '@patchbay/contract'
import t from 'tap'
import { redactionMark } from '../../src/telemetry/redaction/redactor.ts'
import { hideFields, secretFieldNames, valuesOfFields } from '../../src/telemetry/redaction/secret-fields.ts'
import { connectorPackage } from '../support/connector-source.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'

const schema = Type.Object({
  user: Type.String({ default: 'passWord' }),
  passWord: Secret(),
  nested: Type.Object({ codes: Type.Array(Type.Union([Secret(), Type.Null()])) }),
  byName: Type.Record(Type.String(), Secret()),
  either: Type.Union([Type.Object({ key: Secret() }), Type.Object({ name: Type.String() })]),
})

t.test('secret fields are found wherever a schema has them', async (t) => {
  const names = secretFieldNames(schema)
  t.same([...names].toSorted(), ['byname', 'codes', 'key', 'password'])
  const value = {
    user: 'u',
    passWord: 'p',
    nested: { codes: ['c1', null, 'c2'], open: ['o'] },
    byName: { a: 'r1', b: 'r2' },
    either: { key: 'k', name: 'n' },
  }
  t.same(valuesOfFields(value, names), ['p', 'c1', 'c2', 'r1', 'r2', 'k'])
  const hidden = hideFields(value, names)
  t.same(hidden, {
    user: 'u',
    passWord: redactionMark,
    nested: { codes: [redactionMark, null, redactionMark], open: ['o'] },
    byName: { a: redactionMark, b: redactionMark },
    either: { key: redactionMark, name: 'n' },
  })
  t.equal(value.passWord, 'p', 'the value itself stays')
  t.equal(secretFieldNames({ type: 'object' }).size, 0)
})

const operation = `
  input: Type.Object(
    { password: Secret(), code: Type.Optional(Secret()), end: Type.String() },
    { additionalProperties: false },
  ),
  examples: [{ title: 'It', input: { password: 'hunter-2000', end: 'well' }, output: {} }],
  async run({ input, config, log }) {
    const { password, code, end } = input
    log.info({ input, config, text: \`a \${password} b\` }, \`sets \${password}\`)
    log.info({ code, list: [{ code }], big: 1n, password }, 'and more')
    if (end === 'error') throw Object.assign(new Error(\`no \${password}\`), { request: { input, config } })
    if (end === 'problem') {
      throw new Problem('vendor_rejected', {
        detail: \`The vendor dislikes "\${password}" (\${Buffer.from('x' + password).toString('base64')}).\`,
        errors: [{ path: '/password', message: \`\${password} is too short\` }],
        upstream: { code: password },
      })
    }
    return {}
  },`

t.test('what a caller enters into a secret field is not in the log and not in a problem', async (t) => {
  const files = connectorPackage('some', { operation })
  const source = (files['index.js'] ?? '')
    .replace('Secret, Type', 'Problem, Secret, Type')
    .replace('config: Type.Object({})', 'config: Type.Object({ pin: Secret(), region: Type.String() })')
  const folder = t.testdir({ some: { ...files, 'index.js': source } })
  const config = { pin: '4711', region: 'north' }
  const { post, get, lines } = await openApp(t, {
    settings: { connectors: './some', useMockData: false },
    dependencies: {
      baseFolder: folder,
      connections: [{ id: 'main', connector: 'some', config, credentials: { key: 'the-key-of-it' } }],
    },
  })
  const path = '/v1/connectors/some/thing.get'
  const password = 'p"w \\ 100%'
  const seen: string[] = []
  for (const end of ['well', 'error', 'problem']) {
    seen.push((await post(path, { password, code: '12', end })).text)
  }
  t.equal(lines().filter(({ outcome }) => outcome !== undefined).length, 3)
  const everything = [...seen, ...lines().map((line) => JSON.stringify(line))]
  for (const text of everything) {
    t.notOk(text.includes('100%') || text.includes('eHAid') || text.includes('4711'), text)
    t.notMatch(text, /"code":"12"/)
  }
  t.match(
    lines().find(({ msg }) => msg === `sets ${redactionMark}`),
    {
      fields: {
        input: { password: redactionMark, end: 'well' },
        config: { pin: redactionMark, region: 'north' },
        text: `a ${redactionMark} b`,
      },
    },
  )
  t.match(JSON.parse((await get('/v1/connections')).text), {
    data: [{ config: { pin: redactionMark, region: 'north' } }],
  })

  const problem = expectProblem(t, await post(path, { password, end: 'problem' }), 'vendor_rejected')
  t.match(problem, { detail: /dislikes "\[redacted\]" \(\[redacted\]\)/, upstream: { code: redactionMark } })
})

t.test('a caller hides his own secrets, and nothing in what is said about others', async (t) => {
  const folder = t.testdir({
    some: connectorPackage('some', { operation: operation.replace('new Problem', 'new Error') }),
  })
  const { post, lines, calls } = await openApp(t, {
    settings: { connectors: './some', useMockData: false },
    dependencies: {
      baseFolder: folder,
      connections: [{ id: 'main', connector: 'some', credentials: { key: 'the-key-of-it' } }],
    },
  })
  const path = '/v1/connectors/some/thing.get'
  for (const password of ['requestId', 'connector', 'thing.get', 'outcome']) {
    await post(path, { password, end: 'error' })
  }
  await post(path, { password: 'something', end: 'well' })
  t.equal(calls().length, 5)
  t.match(calls().at(-1), {
    connector: 'some',
    operation: 'thing.get',
    outcome: 'ok',
    requestId: /^[0-9a-f]{32}$/,
  })
  t.ok(lines().every(({ level }) => level !== undefined))
})

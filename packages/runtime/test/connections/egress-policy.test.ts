import t from 'tap'
import { createEgressPolicy, originOf } from '../../src/connections/egress-policy.ts'

t.test('allows what it names and nothing else', (t) => {
  const policy = createEgressPolicy(['https://proxy.example', 'http://127.0.0.1:*', 'http://[::1]:*'])
  const allowed = ['https://proxy.example', 'http://127.0.0.1:8080', 'http://127.0.0.1', 'http://[::1]:9000']
  const refused = [
    'http://proxy.example',
    'https://proxy.example:8443',
    'https://sub.proxy.example',
    'https://proxy.example.evil.example',
    'https://127.0.0.1:8080',
    'http://127.0.0.10:80',
    'http://localhost:8080',
  ]
  for (const origin of allowed) t.ok(policy.allows(origin), origin)
  for (const origin of refused) t.notOk(policy.allows(origin), origin)
  t.end()
})

t.test('nothing is allowed by default', (t) => {
  t.notOk(createEgressPolicy([]).allows('https://any.example'))
  t.end()
})

t.test('a pattern that is no origin is refused', (t) => {
  for (const pattern of [
    'proxy.example',
    '*',
    'ftp://proxy.example',
    'https://proxy.example/path',
    'https://:*',
  ]) {
    t.throws(() => createEgressPolicy([pattern]), TypeError, pattern)
  }
  t.end()
})

t.test('an origin is scheme, host and port', (t) => {
  t.equal(originOf('https://API.example:443/'), 'https://api.example')
  t.equal(originOf('http://127.0.0.1:80'), 'http://127.0.0.1')
  const wrong = [
    'api.example',
    '//api.example',
    'ftp://api.example',
    'file:///etc/passwd',
    'https://api.example/v1',
    'https://api.example?a',
    'https://api.example#a',
    'https://user@api.example',
  ]
  for (const text of wrong) t.throws(() => originOf(text), TypeError, text)
  t.end()
})

t.test('a password in what is no origin is not repeated', (t) => {
  for (const text of [
    'https://user:hunter2@api.example',
    'https://user:hunter2@api.example/p?a',
    'hunter2@',
  ]) {
    try {
      originOf(text)
      t.fail('is refused')
    } catch (error) {
      t.notMatch((error as Error).message, 'hunter2')
    }
  }
  t.end()
})

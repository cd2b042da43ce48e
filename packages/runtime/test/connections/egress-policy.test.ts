import t from 'tap'
import {
  createEgressPolicy,
  eitherPolicy,
  originOf,
  unfitForVendor,
} from '../../src/connections/egress-policy.ts'

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

t.test('a host is written as it is read', (t) => {
  const deceiving = [
    'https://127.1',
    'https://2130706433',
    'https://0x7f.1',
    'https://0177.0.0.1',
    'https://127.0.0.1.',
    'https://\uff11\uff12\uff17.0.0.1',
    'https://127\u30020\u30020\u30021',
    'https://%31%32%37.0.0.1',
    'https://[0:0:0:0:0:0:0:1]',
    'https://[::ffff:127.0.0.1]',
    'https://api.exam\u00adple',
    'https://b\u00fccher.example',
    'https://api.example.co\u212a',
    'https:\\\\api.example',
    'https:api.example',
    'https:///api.example',
    ' https://api.example',
    'https://api.exa\nmple',
    'https://api.example:0443',
    'https://api.example:',
    'https://@api.example',
  ]
  for (const text of deceiving) {
    t.throws(() => originOf(text), { message: /is read as https:/ }, JSON.stringify(text))
    t.throws(() => createEgressPolicy([text]), TypeError)
  }
  t.equal(
    originOf('http://api.example:443'),
    'http://api.example:443',
    'the port of another scheme is a port',
  )
  t.equal(originOf('http://[::1]:80/'), 'http://[::1]')
  t.equal(originOf('https://xn--bcher-kva.example'), 'https://xn--bcher-kva.example')
  t.end()
})

t.test('no vendor is at an address, at a local name or without https', (t) => {
  for (const host of ['8.8.8.8', '127.0.0.1', '[::1]', '[2606:4700:4700::1111]']) {
    t.match(unfitForVendor(`https://${host}`), /is an address/, host)
  }
  for (const host of ['localhost', 'localhost.', 'api.localhost', 'API.LocalHost', 'redis', 'metadata']) {
    t.match(unfitForVendor(`https://${host}`), /this machine or network/, host)
  }
  t.match(unfitForVendor('http://api.example'), /is not https/)
  for (const host of ['api.example', 'api.example:8443', 'localhost.example', '127.0.0.1.example']) {
    t.equal(unfitForVendor(`https://${host}`), undefined, host)
  }
  t.end()
})

t.test('one of several policies is enough', (t) => {
  const either = eitherPolicy(
    createEgressPolicy(['http://a.example']),
    createEgressPolicy(['http://b.example']),
  )
  t.ok(either.allows('http://a.example'))
  t.ok(either.allows('http://b.example'))
  t.notOk(either.allows('http://c.example'))
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

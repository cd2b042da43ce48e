import { join } from 'node:path'
import t from 'tap'
import { readIssuerSettings } from '../../../src/access/oidc/issuer-settings.ts'
import { ConfigurationError } from '../../../src/configuration/read-settings.ts'
import { createEgressPolicy } from '../../../src/connections/egress-policy.ts'

const egress = createEgressPolicy(['http://127.0.0.1:*'])
const issuer = {
  name: 'corp',
  issuer: 'https://issuer.test',
  audience: 'patchbay',
  jwksUrl: 'https://issuer.test/keys',
  tenant: { claim: 'org' },
  role: { claim: 'groups', values: { staff: 'viewer' } },
}

const problems = (...issuers: object[]): readonly string[] => {
  try {
    readIssuerSettings(JSON.stringify(issuers), egress)
    return []
  } catch (error) {
    return error instanceof ConfigurationError ? error.problems : [String(error)]
  }
}

t.test('reads JSON or a file of it, with asymmetric algorithms by default', (t) => {
  const [read] = readIssuerSettings(JSON.stringify([issuer]), egress)
  t.same(read?.algorithms, ['RS256', 'ES256', 'EdDSA'])
  const folder = t.testdir({ 'issuers.json': JSON.stringify([issuer]) })
  t.same(readIssuerSettings(join(folder, 'issuers.json'), egress), [read])
  t.end()
})

t.test('says what is wrong', (t) => {
  t.same(problems(issuer), [])
  t.same(problems({ ...issuer, jwksUrl: 'http://127.0.0.1:99/keys' }), [], 'where the operator allows it')
  t.match(problems({ ...issuer, jwksUrl: 'http://issuer.test/keys' }), [/\/0\/jwksUrl: is not https/])
  t.match(problems({ ...issuer, jwksUrl: 'https://a:b@issuer.test/keys' }), [/must not hold credentials/])
  t.match(problems({ ...issuer, jwksUrl: 'file:///etc/passwd' }), [/is no URL/])
  for (const algorithm of ['none', 'HS256', 'HS512', 'RSA1_5']) {
    t.ok(problems({ ...issuer, algorithms: [algorithm] }).length > 0, algorithm)
  }
  t.ok(problems({ ...issuer, audience: undefined }).length > 0, 'an audience is needed')
  t.ok(problems({ ...issuer, tenant: undefined }).length > 0, 'a tenant is needed')
  t.match(problems(issuer, { ...issuer, name: 'other' }), [/\/1: another issuer/])
  t.match(problems(issuer, { ...issuer, issuer: 'https://other.test' }), [/\/1: another issuer/])
  t.throws(() => readIssuerSettings('/nowhere/issuers.json', egress), ConfigurationError)
  t.end()
})

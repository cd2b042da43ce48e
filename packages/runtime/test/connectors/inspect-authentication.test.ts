import t from 'tap'
import { wrongAuthentication } from '../../src/connectors/inspect-authentication.ts'

const key = { kind: 'api-key', credentials: {} }
const robot = {
  kind: 'service-account',
  credentials: {},
  scopes: [],
  token: { origin: 'api', path: '/token' },
}
const person = {
  ...robot,
  kind: 'oauth2',
  grant: 'authorization-code',
  pkce: 'S256',
  authorize: { origin: 'api', path: '/authorize' },
}

t.test('kinds of authentication that are right', (t) => {
  const issuer = { origin: 'api', path: '' }
  t.equal(
    wrongAuthentication(
      { key, robot, person: { ...person, issuer, lifetime: '1h', impliedScopes: { a: ['b'] } } },
      ['api'],
    ),
    undefined,
  )
  t.end()
})

for (const [name, facts, reason] of [
  ['no object', null, /is not an object/],
  ['an unknown kind', { ...key, kind: 'password' }, /is none of api-key, oauth2, service-account/],
  ['no schema', { kind: 'api-key' }, /no schema/],
  ['an unknown grant', { ...person, grant: 'implicit' }, /grant "implicit"/],
  ['no scopes', { ...robot, scopes: undefined }, /names no scopes/],
  ['implied scopes that are no lists', { ...robot, impliedScopes: { write: 'read' } }, /no lists of scopes/],
  ['no token endpoint', { ...robot, token: undefined }, /no token endpoint/],
  ['nowhere to agree', { ...person, authorize: undefined }, /no address where people agree/],
  ['nothing on PKCE', { ...person, pkce: undefined }, /which PKCE/],
  ['plain PKCE', { ...person, pkce: 'plain' }, /which PKCE/],
  ['an unknown origin', { ...robot, token: { origin: 'evil', path: '/' } }, /token to "evil"/],
  ['a whole address', { ...robot, token: { origin: 'api', path: 'https://evil.example/' } }, /no path/],
  ['a query', { ...person, authorize: { origin: 'api', path: '/a?b=c' } }, /authorize to .*no path/],
  ['no endpoint', { ...robot, token: '/token' }, /none of its origins/],
  ['no span of time', { ...robot, lifetime: 'long' }, /lifetime that is wrong/],
] as const) {
  t.test(`authentication that is wrong: ${name}`, (t) => {
    t.match(wrongAuthentication({ one: facts }, ['api']), reason)
    t.end()
  })
}

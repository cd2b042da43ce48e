import t from 'tap'
import { authentication } from '../src/authentication.ts'
import { dataCentres } from '../src/data-centres.ts'
import connector from '../src/index.ts'
import { allScopes, impliedScopes } from '../src/scopes.ts'
import { vendor } from '../src/vendor.ts'

t.test('each data centre has hosts of its own', async (t) => {
  const { mail, accounts } = vendor.origins
  for (const [id, centre] of Object.entries(dataCentres)) {
    const config = { dataCenter: id as keyof typeof dataCentres }
    t.equal(typeof mail === 'function' && mail(config), centre.mail, id)
    t.equal(typeof accounts === 'function' && accounts(config), centre.accounts, id)
    t.match(centre.mail, /^https:\/\/mail\.zoho/)
    t.equal(centre.accounts, centre.mail.replace('//mail.', '//accounts.'), 'both are in one place')
  }
  t.equal(typeof mail === 'function' && mail({}), 'https://mail.zoho.com')
  t.equal(dataCentres.ca.mail, 'https://mail.zohocloud.ca', 'Canada is no case of the pattern')
  t.equal(new Set(Object.values(dataCentres).map((centre) => centre.mail)).size, 10)
})

t.test('a callback may name the accounts server, and no other than that of the config', async (t) => {
  t.match(authentication.oauth, {
    issuer: { origin: 'accounts', path: '', parameter: 'accounts-server', isOptional: true },
    authorizeParameters: { access_type: 'offline', prompt: 'consent' },
  })
  t.equal(authentication.refreshToken.placement?.prefix, 'Zoho-oauthtoken ')
})

t.test('what the token endpoint says has its meaning', async (t) => {
  for (const kind of [authentication.oauth, authentication.refreshToken]) {
    t.match(kind.errors, {
      'Access Denied': 'throttled',
      invalid_code: 'revoked',
      invalid_client: 'misconfigured',
    })
    t.equal(kind.throttledFor, '10m', 'and the token is good again later')
  }
})

t.test('what is asked for is what operations need, by whatever name it is granted', async (t) => {
  const needed = new Set<string>()
  for (const [id, { scopes = [] }] of Object.entries(connector.operations)) {
    t.ok(scopes.length > 0, `${id} names its scopes`)
    for (const scope of scopes) {
      needed.add(scope)
      const alias = scope.replace('ZohoMail', 'VirtualOffice')
      t.ok(impliedScopes[alias]?.includes(scope), `${id}: ${alias}`)
      const whole = scope.replace(/[A-Z]+$/, 'ALL')
      t.ok(impliedScopes[whole]?.includes(scope), `${id}: ${whole}`)
    }
  }
  t.same([...needed].toSorted(), allScopes.toSorted())
})

t.test('only what hands mail to Zoho recovers', async (t) => {
  const recovering = Object.entries(connector.operations)
    .filter(([, operation]) => 'recovers' in operation && operation.recovers === true)
    .map(([id]) => id)
  t.same(recovering.toSorted(), [
    'drafts.create',
    'messages.forward',
    'messages.reply',
    'messages.reply_all',
    'messages.schedule',
    'messages.send',
  ])
})

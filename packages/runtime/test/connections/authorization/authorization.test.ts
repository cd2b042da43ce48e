import { createHmac } from 'node:crypto'
import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { defaultSettings } from '@patchbay/runtime'
import { clientSecret } from '@patchbay/test-servers'
import { AuthorizationRefused } from '../../../src/connections/authorization/authorization-refused.ts'
import { openAuthorizations } from '../../../src/connections/authorization/open-authorizations.ts'
import { readReturns } from '../../../src/connections/authorization/returns.ts'
import type { ConnectionRecord } from '../../../src/connections/connection-records.ts'
import type { CredentialOwner } from '../../../src/connections/credential-kinds.ts'
import type { Store } from '../../../src/store/store.ts'
import type { TokenReport } from '../../../src/vendor/credentials/token-owner.ts'
import { openTokenFleet } from '../../support/open-tokens.ts'
import { withEachStore } from '../../support/with-each-store.ts'

const redirectUri = 'https://patchbay.example/base/v1/oauth/callback'
const by = { principal: { id: 'operator', kind: 'operator' } } as const

/** One connection, and a person who agrees to everything. */
async function openFlow(t: Test, store: Store, facts: object = {}) {
  const fleet = await openTokenFleet(t, store)
  const tokens = fleet.open()
  const owner = fleet.owner(facts)
  const owners = new Map<string, CredentialOwner>([[owner.uid, owner as unknown as CredentialOwner]])
  const reports: TokenReport[] = []
  const authorizations = openAuthorizations({
    settings: defaultSettings(),
    returns: readReturns(
      defaultSettings({
        publicUrl: 'https://patchbay.example/base/',
        returnOrigins: 'https://dashboard.example',
      }),
    ),
    store,
    vault: fleet.vault,
    tokens,
    findOwner: async (_tenant, uid) => owners.get(uid),
    record: (report, beforeCommit) =>
      store.transaction(async (database) => {
        const { uid } = report
        if (!owners.has(uid)) return undefined
        await beforeCommit(database, undefined, { uid } as ConnectionRecord)
        reports.push(report)
        return { uid } as ConnectionRecord
      }),
    now: () => Date.now() + fleet.ahead,
  })
  fleet.provider.redirectUris = [redirectUri]
  // What a browser keeps.
  const tickets = new Map<string, string>()
  /** Opens the address in a browser, which is led to the vendor. */
  const begin = async (wish: object = {}) => {
    const begun = await authorizations.begin(owner as unknown as CredentialOwner, { ...by, ...wish })
    const started = await authorizations.start(new URL(begun.url).searchParams.get('ticket') ?? '')
    tickets.set(started.state, started.ticket)
    return new URL(started.url)
  }
  const finish = (parameters: URLSearchParams) =>
    authorizations.finish(parameters, (state) => tickets.get(state))
  /** What the browser is sent back with. */
  const agree = async (url: URL) => {
    const answer = await fetch(url, { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? `https://nowhere.example/?status=${answer.status}`)
      .searchParams
  }
  const refusal = async (parameters: URLSearchParams): Promise<AuthorizationRefused> =>
    finish(parameters).then(
      () => new AuthorizationRefused('unknown-state', 'it was let through'),
      (error: unknown) => error as AuthorizationRefused,
    )
  const source = tokens.kinds.oauth2.open(owner)
  return {
    ...fleet,
    fleet,
    owner,
    owners,
    tokens,
    reports,
    authorizations,
    tickets,
    begin,
    agree,
    finish,
    refusal,
    source,
  }
}

t.test('a person authorizes a connection, and calls go on with it', (t) =>
  withEachStore(t, async (t, store) => {
    const { provider, begin, agree, finish, owner, reports, source } = await openFlow(t, store)
    await t.rejects(async () => source.current(), { code: 'connection_unauthorized', message: /Nobody/ })

    const url = await begin({ scopes: ['read'] })
    t.match(Object.fromEntries(url.searchParams), {
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'read',
      code_challenge_method: 'S256',
    })
    t.ok((url.searchParams.get('state') ?? '').length >= 43, '256 bits')
    const back = await agree(url)
    const finished = await finish(back)
    t.match(finished, { owner: { uid: owner.uid }, principal: 'operator', scopes: ['read'] })
    t.match(reports.at(-1), { state: 'active', scopes: ['read'], principal: 'operator' })

    const asked = provider.asked('authorization_code')
    t.equal(asked.length, 1)
    t.match(asked[0]?.form.get('code_verifier'), /^[\w-]{43}$/)
    const row = await store.database.selectFrom('authorizations').selectAll().execute()
    t.same(row, [], 'nothing is left')
    const secrets = await store.database.selectFrom('secrets').select('purpose').execute()
    t.same(
      secrets.map(({ purpose }) => purpose),
      ['tokens'],
    )
  }),
)

t.test('the person who had to come makes calls work at once', async (t) =>
  withEachStore(t, async (t, store) => {
    const { begin, agree, finish, tokens, owner } = await openFlow(t, store)
    await finish(await agree(await begin()))
    t.match(await tokens.kinds.oauth2.open(owner).current(), {
      headers: { authorization: /^Bearer access-/ },
    })
  }),
)

t.test('a state counts once, for one connection, and for minutes', (t) =>
  withEachStore(t, async (t, store) => {
    const { fleet, provider, begin, agree, finish, refusal } = await openFlow(t, store)
    const back = await agree(await begin())
    await finish(back)
    t.match(await refusal(back), { reason: 'unknown-state' })

    const foreign = await agree(await begin())
    foreign.set('state', 'x'.repeat(43))
    t.match(await refusal(foreign), { reason: 'other-browser' })
    const twice = await agree(await begin())
    twice.append('state', twice.get('state') ?? '')
    t.match(await refusal(twice), { reason: 'unknown-state' })
    t.match(await refusal(new URLSearchParams()), { reason: 'unknown-state' })

    const late = await agree(await begin())
    fleet.ahead += 600_000
    t.match(await refusal(late), { reason: 'expired' })
    t.match(await refusal(late), { reason: 'unknown-state' }, 'and is gone')
    t.equal(provider.asked().length, 1, 'none of these codes was sent anywhere')

    await begin()
    fleet.ahead += 600_001
    await begin()
    const left = await store.database.selectFrom('authorizations').selectAll().execute()
    t.equal(left.length, 1, 'what nobody finished is swept')
  }),
)

t.test('only the browser that opened the address can come back', (t) =>
  withEachStore(t, async (t, store) => {
    const { provider, tickets, begin, agree, finish, refusal } = await openFlow(t, store)
    const back = await agree(await begin())
    const state = back.get('state') ?? ''
    const ticket = tickets.get(state) ?? ''
    t.notOk(JSON.stringify([...back]).includes(ticket), 'the vendor is told nothing of the ticket')
    tickets.delete(state)
    t.match(await refusal(back), { reason: 'other-browser', message: /Open the address .* again/ })
    await begin()
    tickets.set(state, [...tickets.values()][0] ?? '')
    t.match(await refusal(back), { reason: 'other-browser' }, 'not with what another authorization left')
    t.equal(provider.asked().length, 0, 'the code was sent nowhere')
    tickets.set(state, ticket)
    t.ok(await finish(back), 'and it is not used up by them')
    t.match(await refusal(back), { reason: 'unknown-state' })
  }),
)

t.test('an address can be opened again until somebody has come back', (t) =>
  withEachStore(t, async (t, store) => {
    const { fleet, owner, tickets, authorizations, agree, finish } = await openFlow(t, store)
    const begin = async () => {
      const { url } = await authorizations.begin(owner as unknown as CredentialOwner, by)
      return new URL(url).searchParams.get('ticket') ?? ''
    }
    const reasonOf = async (ticket: string) =>
      authorizations.start(ticket).then(
        () => 'none',
        (error: unknown) => (error as AuthorizationRefused).reason,
      )
    const ticket = await begin()
    const first = await authorizations.start(ticket)
    const second = await authorizations.start(ticket)
    t.equal(second.url, first.url, 'as programs do that look at addresses in messages')
    tickets.set(first.state, ticket)
    await finish(await agree(new URL(first.url)))
    t.equal(await reasonOf(ticket), 'unknown-state')
    t.equal(await reasonOf('x'.repeat(43)), 'unknown-state')
    const late = await begin()
    fleet.ahead += 600_000
    t.equal(await reasonOf(late), 'expired')
  }),
)

t.test('an answer of somebody else is refused', (t) =>
  withEachStore(t, async (t, store) => {
    const { provider, begin, agree, refusal } = await openFlow(t, store)
    const wrong = await agree(await begin())
    wrong.set('iss', 'https://evil.example')
    t.match(await refusal(wrong), { reason: 'not-from-vendor' })
    const hybrid = await agree(await begin())
    hybrid.set('token', 'stolen')
    t.match(await refusal(hybrid), { reason: 'not-from-vendor' })
    const denied = await agree(await begin())
    denied.delete('code')
    denied.set('error', 'access_denied')
    t.match(await refusal(denied), { reason: 'denied', message: /access_denied/ })
    const bare = await agree(await begin())
    bare.delete('code')
    t.match(await refusal(bare), { reason: 'not-from-vendor' })
    t.equal(provider.asked().length, 0, 'no code was sent anywhere')
  }),
)

t.test('a vendor that names itself must do so', (t) =>
  withEachStore(t, async (t, store) => {
    const named = { origin: 'login', path: '', parameter: 'accounts-server' }
    const { provider, begin, agree, finish, refusal } = await openFlow(t, store, { issuer: named })
    const silent = await agree(await begin())
    silent.delete('iss')
    t.match(await refusal(silent), { reason: 'not-from-vendor' })
    const other = await agree(await begin())
    other.delete('iss')
    other.set('accounts-server', 'https://accounts.evil.example')
    t.match(await refusal(other), { reason: 'not-from-vendor' })
    const right = await agree(await begin())
    right.delete('iss')
    right.set('accounts-server', provider.origin)
    t.ok(await finish(right))
  }),
)

t.test('a vendor that names itself to some clients only must be right where it does', (t) =>
  withEachStore(t, async (t, store) => {
    const named = { origin: 'login', path: '', parameter: 'accounts-server', isOptional: true }
    const { provider, begin, agree, finish, refusal } = await openFlow(t, store, { issuer: named })
    const other = await agree(await begin())
    other.delete('iss')
    other.set('accounts-server', 'https://accounts.evil.example')
    t.match(await refusal(other), { reason: 'not-from-vendor' })
    t.equal(provider.asked().length, 0, 'no code was sent anywhere')
    const silent = await agree(await begin())
    silent.delete('iss')
    t.ok(await finish(silent))
  }),
)

t.test('a connection that leads elsewhere meanwhile is another one', (t) =>
  withEachStore(t, async (t, store) => {
    const { provider, owner, owners, begin, agree, refusal } = await openFlow(t, store)
    const back = await agree(await begin())
    const moved = { ...owner, origins: { login: 'http://127.0.0.1:9' } }
    owners.set(owner.uid, moved as unknown as CredentialOwner)
    t.match(await refusal(back), { reason: 'connection-changed' })
    owners.set(owner.uid, owner as unknown as CredentialOwner)
    const deleted = await agree(await begin())
    owners.clear()
    t.match(await refusal(deleted), { reason: 'connection-changed' })
    t.equal(provider.asked().length, 0)
  }),
)

t.test('a code that was intercepted is worth nothing without the verifier', (t) =>
  withEachStore(t, async (t, store) => {
    const { begin, agree, refusal } = await openFlow(t, store)
    const [victim, attacker] = [await agree(await begin()), await agree(await begin())]
    attacker.set('code', victim.get('code') ?? '')
    t.match(await refusal(attacker), { reason: 'code-refused', message: /invalid_grant/ })
    const without = await begin()
    without.searchParams.delete('code_challenge')
    t.equal((await agree(without)).get('status'), '400')
  }),
)

t.test('people are sent to no address but the ones that were named', (t) =>
  withEachStore(t, async (t, store) => {
    const { begin, agree, finish } = await openFlow(t, store)
    for (const returnUrl of [
      'https://dashboard.example.evil.example/',
      'https://dashboard.example@evil.example/',
      'http://dashboard.example/',
      'https://evil.example/?https://dashboard.example',
      'javascript:alert(1)',
      '//dashboard.example/',
      '/relative',
    ]) {
      await t.rejects(
        begin({ returnUrl }),
        { code: 'invalid_input', errors: [{ path: '/returnUrl' }] },
        returnUrl,
      )
    }
    await t.rejects(begin({ scopes: ['read', 'admin'] }), { errors: [{ path: '/scopes' }] })
    const returnUrl = 'https://dashboard.example/done?tab=1'
    const finished = await finish(await agree(await begin({ returnUrl })))
    t.equal(finished.returnUrl, returnUrl)
  }),
)

t.test('a vendor that signs the callback is held to it', (t) =>
  withEachStore(t, async (t, store) => {
    const facts = { pkce: 'none', callbackSignature: { parameter: 'hmac', except: ['signature'] } }
    const { provider, begin, agree, finish, refusal } = await openFlow(t, store, facts)
    provider.needsPkce = false
    t.match(await refusal(await agree(await begin())), { reason: 'not-from-vendor' })
    const signed = await agree(await begin())
    const text = [...signed]
      .map(([name, value]) => `${name}=${value}`)
      .toSorted()
      .join('&')
    signed.set('hmac', createHmac('sha256', clientSecret).update(text).digest('hex'))
    signed.set('signature', 'old')
    t.ok(await finish(signed))
    const forged = await agree(await begin())
    forged.set('hmac', signed.get('hmac') ?? '')
    t.match(await refusal(forged), { reason: 'not-from-vendor' })
  }),
)

t.test('where nobody has to agree, there is nothing to begin', (t) =>
  withEachStore(t, async (t, store) => {
    const { fleet, authorizations } = await openFlow(t, store)
    const own = fleet.owner({ grant: 'client-credentials' })
    await t.rejects(authorizations.begin(own as unknown as CredentialOwner, by), Problem)
  }),
)

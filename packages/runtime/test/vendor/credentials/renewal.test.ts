import { sql } from 'kysely'
import t from 'tap'
import { Problem } from '@patchbay/contract'
import type { Credentialed } from '../../../src/vendor/authenticate-request.ts'
import type { CredentialSource } from '../../../src/vendor/credential-source.ts'
import type { Store } from '../../../src/store/store.ts'
import { importedFrom, memoryMessages, openTokenFleet } from '../../support/open-tokens.ts'
import { until } from '../../support/until.ts'
import { withEachStore } from '../../support/with-each-store.ts'

const imported = { grant: 'refresh-token' } as const
const tokenOf = ({ headers }: Credentialed): string => headers['authorization'] ?? ''
const problemOf = async (source: CredentialSource): Promise<Problem> =>
  Promise.resolve()
    .then(() => source.current())
    .then(
      () => new Problem('internal', { detail: 'it has a token' }),
      (error: unknown) => error as Problem,
    )

/** Seconds between the end of the only attempt and the next one; null while there is none. */
const pauseOf = async ({ database }: Store): Promise<number | null> => {
  const { rows } = await sql<{ pause: number | null }>`
    select round(extract(epoch from paused_until - expires_at))::int as pause from token_leases
  `.execute(database)
  return rows[0]?.pause ?? null
}
const pauseUntil = ({ database }: Store, time: string) =>
  sql`update token_leases set paused_until = clock_timestamp() + ${time}::interval`.execute(database)

t.test('many callers of many instances are served by one request', (t) =>
  withEachStore(t, async (t, store) => {
    for (const messages of [undefined, memoryMessages()]) {
      const fleet = await openTokenFleet(t, store)
      const { provider } = fleet
      const owner = fleet.owner(imported, importedFrom(provider))
      const sources = [1, 2, 3].map(() => fleet.open(messages).kinds.oauth2.open(owner))
      provider.delay = 300
      const ask = () =>
        Promise.all(sources.flatMap((one) => Array.from({ length: 20 }, async () => one.current())))
      const first = new Set((await ask()).map(tokenOf))
      t.equal(first.size, 1)
      t.equal(provider.asked().length, 1)

      fleet.ahead += 3_600_000
      const second = new Set((await ask()).map(tokenOf))
      t.equal(second.size, 1)
      t.notSame(second, first)
      t.equal(provider.asked().length, 2)
      t.same(
        provider.asked().map(({ status }) => status),
        [200, 200],
        'no refresh token was used twice',
      )
    }
  }),
)

t.test('a token is renewed ahead of its end, and calls go on with the old one', (t) =>
  withEachStore(t, async (t, store) => {
    const fleet = await openTokenFleet(t, store)
    const { provider } = fleet
    const source = fleet.open().kinds.oauth2.open(fleet.owner(imported, importedFrom(provider)))
    const first = await source.current()
    t.equal(source.current(), first, 'at once, and the same object')
    fleet.ahead += 3_600_000 - 200_000
    provider.delay = 50
    t.equal(source.current(), first)
    t.ok(await until(() => source.current() !== first))
    t.equal(provider.asked().length, 2)
  }),
)

t.test('a token that the vendor refuses is replaced once for all', (t) =>
  withEachStore(t, async (t, store) => {
    const fleet = await openTokenFleet(t, store)
    const { provider } = fleet
    const owner = fleet.owner(imported, importedFrom(provider))
    const [one, other] = [fleet.open().kinds.oauth2.open(owner), fleet.open().kinds.oauth2.open(owner)]
    const used = await one?.current()
    const same = await other?.current()
    if (used === undefined || same === undefined) throw new Error('there are two')
    t.notOk(await one?.refused?.(used), 'not one that is new')

    fleet.ahead += 120_000
    t.ok(await one?.refused?.(used))
    t.ok(await other?.refused?.(same))
    t.equal(provider.asked().length, 2, 'the other one found what is there')
    t.equal(tokenOf((await other?.current()) ?? used), tokenOf((await one?.current()) ?? same))
  }),
)

t.test('a refresh token that is revoked needs a person, and is asked with once', (t) =>
  withEachStore(t, async (t, store) => {
    const fleet = await openTokenFleet(t, store)
    const { provider } = fleet
    const owner = fleet.owner(imported, importedFrom(provider))
    const instances = [fleet.open(), fleet.open()]
    const sources = instances.map(({ kinds }) => kinds.oauth2.open(owner))
    const used = await sources[0]?.current()
    provider.tokens.revoke(tokenOf(used as Credentialed).replace('Bearer ', ''))
    fleet.ahead += 120_000
    t.notOk(await sources[0]?.refused?.(used as Credentialed))
    await sources[1]?.current()
    const problem = await problemOf(sources[0] as CredentialSource)
    t.equal(problem.code, 'connection_unauthorized')
    t.match(problem.advice, /PATCH \/v1\/connections\/main/)
    t.match(problem.message, /invalid_grant: It is not good/)
    fleet.ahead += 3_600_000
    for (const source of sources) t.equal((await problemOf(source)).code, 'connection_unauthorized')
    t.equal(provider.asked('refresh_token').length, 2, 'the first, and the one that was refused')
    t.match(instances[0]?.reports, [{ state: 'active' }, { state: 'reauthorize', reason: /invalid_grant/ }])
  }),
)

t.test('a vendor that is away for a moment is asked again; one that stays away is left alone', (t) =>
  withEachStore(t, async (t, store) => {
    const fleet = await openTokenFleet(t, store)
    const { provider } = fleet
    const source = fleet.open().kinds.oauth2.open(fleet.owner(imported, importedFrom(provider)))
    provider.isAway = 2
    t.ok(await source.current())
    t.equal(provider.asked().length, 3)

    const other = fleet.open().kinds.oauth2.open(fleet.owner(imported, importedFrom(provider)))
    provider.isAway = 100
    const problem = await problemOf(other)
    t.match(problem, { code: 'vendor_error', upstream: { status: 503, code: 'temporarily_unavailable' } })
    const asked = provider.asked().length
    fleet.ahead += 1_500
    t.match(await problemOf(other), { code: 'vendor_error', retryAfter: 2 })
    t.equal(provider.asked().length, asked, 'there is a pause')
  }),
)

t.test('a token that is still good is used while the vendor is away', (t) =>
  withEachStore(t, async (t, store) => {
    const fleet = await openTokenFleet(t, store)
    const { provider } = fleet
    const source = fleet.open().kinds.oauth2.open(fleet.owner(imported, importedFrom(provider)))
    const first = await source.current()
    provider.isAway = 3
    fleet.ahead += 3_600_000 - 200_000
    t.equal(source.current(), first)
    t.ok(await until(() => provider.asked().length === 4))
    t.equal(source.current(), first)
  }),
)

t.test(
  'a lost answer of a rotating refresh leaves good tokens alone, and is repeated once without them',
  (t) =>
    withEachStore(t, async (t, store) => {
      const fleet = await openTokenFleet(t, store)
      const { provider } = fleet
      const source = fleet.open().kinds.oauth2.open(fleet.owner(imported, importedFrom(provider)))
      const first = await source.current()
      provider.losesAnswers = 1
      fleet.ahead += 3_600_000 - 200_000
      t.equal(source.current(), first)
      t.ok(await until(async () => (await pauseOf(store)) !== null))
      t.equal(await pauseOf(store), 2)
      // The pause is by the clock of the store, which goes on however slow this process is.
      await pauseUntil(store, '1 hour')
      fleet.ahead += 60_000
      t.equal(source.current(), first)
      fleet.ahead += 200_000
      const { code, retryAfter = 0 } = await problemOf(source)
      t.equal(code, 'vendor_error', 'a moment later at the soonest')
      t.ok(retryAfter > 2)
      t.equal(provider.asked().length, 2)
      await pauseUntil(store, '0 seconds')
      fleet.ahead += 1_000
      t.equal((await problemOf(source)).code, 'connection_unauthorized', 'this vendor takes it for theft')
      t.equal(provider.asked().length, 3)
    }),
)

t.test('where the vendor has grace for lost answers, nothing is lost', (t) =>
  withEachStore(t, async (t, store) => {
    const fleet = await openTokenFleet(t, store)
    const { provider } = fleet
    provider.tokens.rotation = 'rotating-with-grace'
    const facts = { ...imported, refreshTokens: 'rotating-with-grace' } as const
    const source = fleet.open().kinds.oauth2.open(fleet.owner(facts, importedFrom(provider)))
    provider.losesAnswers = 2
    t.ok(await source.current())
    t.equal(provider.asked().length, 3)
  }),
)

import t from 'tap'
import { createRedactor } from '@patchbay/runtime'
import { releaseLater } from '../../../src/telemetry/redaction/release-later.ts'
import type { TokenOwner } from '../../../src/vendor/credentials/token-owner.ts'
import { createTokenSource } from '../../../src/vendor/credentials/token-source.ts'
import type { Tokens } from '../../../src/vendor/credentials/tokens.ts'
import { openTokenFleet, importedFrom } from '../../support/open-tokens.ts'
import { stopTime } from '../../support/stopped-time.ts'
import { embeddedStore } from '../../support/with-each-store.ts'

const owner: TokenOwner = {
  tenant: 'default',
  uid: 'uid-1',
  id: 'main',
  connector: 'some',
  renewal: '',
  grant: () => Promise.reject(new Error('nobody asks')),
}
const lifetime = 10_000
const hiddenFor = 60_000

/** A source whose tokens end every ten seconds, and what is hidden of them. */
function openSource() {
  const time = stopTime()
  const redactor = createRedactor()
  let protectedNow = 0
  let version = 0
  const tokensOf = (number: number): Tokens => ({
    accessToken: `access-token-${number}-`,
    refreshToken: `refresh-token-${number}-`,
    obtainedAt: time.now(),
    expiresAt: time.now() + lifetime,
    fence: 1,
    binding: 'b',
  })
  const source = createTokenSource(owner, undefined, {
    now: time.now,
    renew: async () => {
      version += 1
      return { tokens: tokensOf(version), version }
    },
    hide({ accessToken, refreshToken = '' }) {
      const ends = [accessToken, refreshToken].map((token) => redactor.protect(token))
      protectedNow += ends.length
      let releases = [...ends, () => void (protectedNow -= ends.length)]
      return () => {
        releaseLater(releases, hiddenFor)
        releases = []
      }
    },
  })
  const isHidden = (number: number): boolean =>
    [`access-token-${number}-`, `refresh-token-${number}-`].every((token) => redactor.redact(token) !== token)
  return { time, source, isHidden, protected: () => protectedNow, version: () => version }
}

t.test('of thousands of refreshes only the last ones are hidden', async (t) => {
  const { time, source, isHidden, protected: count, version } = openSource()
  t.teardown(() => time.end())
  let most = 0
  for (let round = 0; round < 5_000; round += 1) {
    await source.current()
    most = Math.max(most, count())
    time.advance(lifetime)
  }
  await source.current()
  const last = version()
  t.equal(last, 5_001)
  t.ok(most <= 2 * (2 + hiddenFor / lifetime), `${most} at the same time`)
  t.ok(isHidden(last), 'the one in use')
  t.ok(isHidden(last - 1), 'and the one before, of which calls in flight may still tell')
  t.notOk(isHidden(last - 20))
})

t.test('what a connection used is hidden a while longer than the connection lives', async (t) => {
  const { time, source, isHidden, protected: count } = openSource()
  t.teardown(() => time.end())
  await source.current()
  time.advance(10 * hiddenFor)
  t.ok(isHidden(1), 'for as long as it is used')
  source.end()
  time.advance(hiddenFor - 1)
  t.ok(isHidden(1))
  time.advance(1)
  t.notOk(isHidden(1))
  await source.current()
  t.ok(isHidden(2), 'a call that was in flight gets another one')
  time.advance(hiddenFor)
  t.notOk(isHidden(2))
  t.equal(count(), 0)
})

t.test('tokens are hidden wherever they are told of', async (t) => {
  const store = await embeddedStore(t)
  const fleet = await openTokenFleet(t, store)
  const { kinds, redactor } = fleet.open()
  const source = kinds.oauth2.open(fleet.owner({ grant: 'refresh-token' }, importedFrom(fleet.provider)))
  const { headers } = await source.current()
  t.equal(redactor.redact(headers['authorization'] ?? ''), 'Bearer [redacted]')
})

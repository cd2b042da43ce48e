import fc from 'fast-check'
import t from 'tap'
import { createRedactor } from '@patchbay/runtime'

t.test('a secret is hidden for as long as somebody wants it to be', async (t) => {
  const redactor = createRedactor()
  const document = JSON.stringify({ access_token: 'token-0123456789', scope: 'read' })
  const ends = [redactor.protect('token-0123456789'), redactor.protect(document), redactor.protect(document)]
  const show = (): string => redactor.redact('a token-0123456789 b')
  for (const end of ends) {
    t.equal(show(), 'a [redacted] b')
    end()
    end() // once more is no harm to the others
  }
  t.equal(show(), 'a token-0123456789 b')
  redactor.protect('token-0123456789')
  t.equal(show(), 'a [redacted] b')
})

t.test('whichever of many secrets are hidden, those and no others are', async (t) => {
  // Some end with others, some are short, and all are alike.
  const secrets = fc.uniqueArray(fc.stringMatching(/^[ab]{6,20}$/), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(secrets, fc.nat(), (all, cut) => {
      const redactor = createRedactor()
      const kept = all.slice(0, cut % (all.length + 1))
      const gone = all.slice(kept.length).map((secret) => redactor.protect(secret))
      for (const secret of kept) redactor.protect(secret)
      for (const end of gone) end()
      const left = new Set(kept)
      return all.every((secret) => {
        const holds = [...left].some((one) => secret.includes(one))
        return redactor.redact(`<${secret}>`).includes('[redacted]') === holds
      })
    }),
  )
  const redactor = createRedactor()
  const tokens = Array.from({ length: 3_000 }, (_, index) => `{"token":"${index}-of-many"}`)
  for (const token of tokens) redactor.protect(token)
  t.equal(redactor.redact(tokens.join(' ')).replaceAll('[redacted]', '').trim(), '')
})

import t from 'tap'
import { givesAway } from '../src/redaction/leaks.ts'
import { secretKinds } from '../src/redaction/secret-kinds.ts'
import { tellEverything } from '../src/redaction/tell-everything.ts'

t.test('no secret of any kind leaves in any position', async (t) => {
  const { canaries, texts, leaks, broken } = await tellEverything()
  t.equal(canaries, 13 * 15)
  t.ok(texts > canaries * 3, `${texts} texts were read`)
  t.same(leaks, [])
  t.same(broken, [])
})

t.test('whoever judges leaks sees them', (t) => {
  for (const [kind, secret] of Object.entries(secretKinds())) {
    const told = [
      `x${secret}y`,
      JSON.stringify({ a: JSON.stringify({ secret }) }),
      `a?b=${encodeURIComponent(secret)}&c`,
      encodeURIComponent(JSON.stringify(secret)),
      `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`,
      JSON.stringify({ value: Buffer.from(secret).toString('hex').toUpperCase() }),
    ]
    for (const text of told) t.ok(givesAway(text, secret), `${kind}: ${text.slice(0, 60)}`)
    t.notOk(givesAway('{"a":"[redacted]","b":"bm90aGluZyB0byBzZWU="}', secret), kind)
  }
  t.end()
})

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { chainStart, type AuditEvent, type AuditRecord } from '../../src/audit/audit-entry.ts'
import { sealHead, type AuditHead } from '../../src/audit/audit-head.ts'
import { hashOf, chainOf } from '../../src/audit/canonical-entry.ts'
import { linkEntries } from '../../src/audit/link-entries.ts'
import { verifyAudit, type Verification } from '../../src/audit/verify-audit.ts'
import { auditKeys as keys, testKey } from '../support/audit-keys.ts'

const key = testKey('k1')

const anyText = fc.string({ unit: 'binary', maxLength: 30 })
const anyEvent: fc.Arbitrary<AuditEvent> = fc.record({
  tenant: fc.constantFrom('default', 'acme', 'globex'),
  actor: anyText,
  actorKind: fc.constantFrom('operator', 'api-key', 'oidc'),
  action: anyText,
  target: fc.option(anyText, { nil: undefined }),
  outcome: anyText,
  traceId: anyText,
  requestId: anyText,
  before: fc.option(fc.constantFrom('aa', 'bb'), { nil: undefined }),
  after: fc.option(fc.constantFrom('aa', 'bb'), { nil: undefined }),
  details: fc.dictionary(anyText, fc.oneof(anyText, fc.double(), fc.boolean())),
})

interface Log {
  readonly records: AuditRecord[]
  readonly head: AuditHead
}

function logOf(events: readonly AuditEvent[]): Log {
  const dated = events.map((event, index) => ({ ...event, id: randomUUID(), time: 1_000 * index }))
  const records = linkEntries(dated, chainStart, new Map())
  const { sequence, chain } = records.at(-1) as AuditRecord
  return { records, head: sealHead(key, { sequence, hash: chain }, chainStart) }
}

const anyLog = fc.array(anyEvent, { minLength: 3, maxLength: 12 }).map(logOf)

const verify = ({ records, head }: Log, expectedHead?: AuditHead['last']): Promise<Verification> =>
  verifyAudit(
    {
      head: async () => ({ head, lastSequence: records.at(-1)?.sequence ?? 0 }),
      async *records(after, through) {
        for (const record of records) {
          if (record.sequence > after && record.sequence <= through) yield record
        }
      },
    },
    { keys, expectedHead },
  )

const kinds = ({ breaches }: Verification): string[] => breaches.map(({ kind }) => kind)

t.test('what was written verifies', async (t) => {
  await fc.assert(
    fc.asyncProperty(anyLog, async (log) => {
      const verification = await verify(log, log.head.last)
      t.same(verification.breaches, [])
      t.equal(verification.entries, log.records.length)
    }),
  )
})

t.test('an edit of any field is found where it is', async (t) => {
  const changed = (value: unknown): unknown =>
    typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value} ` : 'x'
  await fc.assert(
    fc.asyncProperty(anyLog, fc.nat(), fc.nat(), async ({ records, head }, at, which) => {
      const index = at % records.length
      const { entry, ...place } = records[index] as AuditRecord
      const fields = Object.keys(entry) as (keyof typeof entry)[]
      const field = fields[which % fields.length] as keyof typeof entry
      const edited = { ...place, entry: { ...entry, [field]: changed(entry[field]) } }
      const { isIntact, breaches } = await verify({ records: records.with(index, edited), head })
      t.notOk(isIntact)
      t.equal(breaches[0]?.sequence, place.sequence, field)
    }),
  )
})

t.test('an edit with its own hash put right is found in the chain', async (t) => {
  const { records, head } = logOf(Array.from({ length: 5 }, () => fc.sample(anyEvent, 1)[0] as AuditEvent))
  const one = records[2] as AuditRecord
  const entry = { ...one.entry, outcome: 'other' }
  const rewritten = { ...entry, hash: hashOf(entry) }
  t.match(kinds(await verify({ records: records.with(2, { ...one, entry: rewritten }), head })), ['unlinked'])
  // And so on to the end of the chain: only the head tells.
  const whole = linkEntries(
    records.map(
      (record) => ({ ...record.entry, target: 'x', details: {}, before: 'b', after: 'b' }) as never,
    ),
    chainStart,
    new Map(),
  )
  t.same(kinds(await verify({ records: whole, head })), ['unlinked'])
  const last = whole.at(-1) as AuditRecord
  const forged = { ...head, last: { sequence: last.sequence, hash: last.chain } }
  t.same(kinds(await verify({ records: whole, head: forged })), ['head'])
})

t.test('removing, moving and cutting are found', async (t) => {
  await fc.assert(
    fc.asyncProperty(anyLog, fc.nat(), fc.nat(), async ({ records, head }, first, second) => {
      const [one, other] = [first % records.length, second % records.length]
      t.notOk((await verify({ records: records.toSpliced(one, 1), head })).isIntact)
      t.same(kinds(await verify({ records: records.slice(0, one), head })), ['missing'])
      if (one === other) return
      const swapped = records.map((record, index) => {
        const place = records[index === one ? other : index === other ? one : index] as AuditRecord
        return { ...place, sequence: record.sequence, chain: record.chain }
      })
      t.notOk((await verify({ records: swapped, head })).isIntact)
    }),
  )
})

t.test('entries put in are found, in the middle and at the end', async (t) => {
  const { records, head } = logOf(fc.sample(anyEvent, 4))
  const [first, second] = records as [AuditRecord, AuditRecord]
  const added = {
    ...first,
    sequence: 5,
    chain: chainOf(5, (records[3] as AuditRecord).chain, first.entry.hash),
  }
  t.ok(kinds(await verify({ records: [...records, added], head })).includes('beyond_head'))
  t.notOk((await verify({ records: [first, first, second, ...records.slice(2)], head })).isIntact)
})

t.test('a log that was put back whole is found by an expected head', async (t) => {
  const events = fc.sample(anyEvent, 6)
  const { records, head } = logOf(events)
  const earlier = records[3] as AuditRecord
  const before = { sequence: earlier.sequence, hash: earlier.chain }
  const old = { records: records.slice(0, 4), head: sealHead(key, before, chainStart) }
  t.ok((await verify(old)).isIntact)
  t.match(await verify(old, head.last), { breaches: [{ kind: 'expected_head', sequence: 6 }] })
  t.ok((await verify({ records, head }, before)).isIntact, 'a log that went on is as good')
  t.notOk((await verify(logOf(events), before)).isIntact, 'another log is not')
})

t.test('a log without its head, or with a key of nobody, is not trusted', async (t) => {
  const { records, head } = logOf(fc.sample(anyEvent, 3))
  t.match(kinds(await verify({ records, head: undefined as never })), ['head'])
  const foreign = sealHead(testKey('k2'), head.last, head.base)
  t.same(kinds(await verify({ records, head: foreign })), ['head'])
  t.same(kinds(await verify({ records, head: { ...head, seal: 'k1' } })), ['head'])
  t.ok((await verify({ records: [], head: undefined as never })).isIntact, 'an empty log has none')
})

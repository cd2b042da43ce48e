import t from 'tap'
import { parseSearch } from '../src/emulator/search-language.ts'
import { allOf, asIs, hasWords, is, isId, isSince, isWord, quoted } from '../src/search-string.ts'

t.test('quotes and escapes whatever a caller sends', async (t) => {
  t.equal(is('vendor', 'Cairn & Co'), 'vendor:"Cairn & Co"')
  t.equal(quoted('6" pipe \\ "new"'), '"6\\" pipe \\\\ \\"new\\""')
  for (const hostile of [
    'a" OR status:draft OR "',
    '\\',
    '\\" OR tag:x',
    ') OR (',
    "it's",
    'a:b',
    '-x',
    'NOT y',
    '*',
  ]) {
    const search = parseSearch(is('vendor', hostile) ?? '')
    t.same(
      search,
      { kind: 'term', term: { field: 'vendor', comparator: '=', value: hostile, prefix: false } },
      `${hostile} stays one value`,
    )
  }
})

t.test('words of a text are looked for one by one, never as syntax', async (t) => {
  t.equal(hasWords('  red  OR tent '), '"red" AND "OR" AND "tent"')
  t.equal(hasWords('   '), undefined)
  t.same(parseSearch(hasWords('tent OR status:draft') ?? ''), {
    kind: 'all',
    parts: ['tent', 'OR', 'status:draft'].map((value) => ({
      kind: 'term',
      term: { field: undefined, comparator: '=', value, prefix: false },
    })),
  })
})

t.test('writes times, words and ids as Shopify reads them', async (t) => {
  t.equal(isSince('updated_at', '2026-11-01T00:00:00Z'), 'updated_at:>="2026-11-01T00:00:00Z"')
  t.equal(isWord('status', 'PARTIALLY_PAID'), 'status:partially_paid')
  t.equal(isId('customer_id', 'gid://shopify/Customer/42'), 'customer_id:42')
})

t.test('joins what is given, and keeps the OR of a raw search to itself', async (t) => {
  t.equal(allOf(undefined, undefined), undefined)
  t.equal(allOf(is('tag', 'a'), undefined, asIs('x OR y')), 'tag:"a" AND (x OR y)')
  t.equal(asIs('  '), undefined)
})

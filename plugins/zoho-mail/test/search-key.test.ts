import { Problem } from '@patchbay/contract'
import t from 'tap'
import { readSearchKey } from '../src/emulator/search.ts'
import { seed } from '../src/emulator/seed/index.ts'
import { usualProfile } from '../src/emulator/profile.ts'
import { searchKeyOf, type SearchFields } from '../src/mail/search-key.ts'
import { search } from '../src/operations/messages-search.ts'
import { run } from './support/run.ts'
import { startZoho } from './support/zoho.ts'

t.test('fields become terms', async (t) => {
  t.equal(searchKeyOf({ text: 'shelves' }), 'entire:"shelves"')
  t.equal(
    searchKeyOf({
      from: 'rebecca@x.example',
      subject: 'Q3 plan',
      after: '2026-09-12',
      before: '2026-10-01',
      has: ['attachment', 'flags'],
      folderId: '12',
      labelId: '34',
      includeSpamAndTrash: true,
    }),
    'sender:"rebecca@x.example"::subject:"Q3 plan"::has:attachment::has:flags::label:34::in:12' +
      '::fromDate:12-Sep-2026::toDate:01-Oct-2026::inclspamtrash:true',
  )
  t.equal(searchKeyOf({ subject: 'a', content: 'b', match: 'any' }), 'content:"b":or:subject:"a"')
})

const faultOf = (fields: SearchFields) => {
  try {
    return searchKeyOf(fields)
  } catch (error) {
    return Problem.is(error) && error.code === 'invalid_input' ? error.errors : error
  }
}

t.test('words cannot become anything else', async (t) => {
  const attempts = [
    'x"::in:Trash',
    'x" :or: entire:"',
    '"',
    'a::b',
    'a:or:b',
    'a:OR:b',
    'x\\',
    'x\\  ',
    'two\nlines',
    'nul\u0000',
    '   ',
  ]
  for (const words of attempts) {
    for (const field of [
      'text',
      'content',
      'from',
      'to',
      'cc',
      'subject',
      'fileName',
      'fileContent',
    ] as const)
      t.match(faultOf({ [field]: words }), [{ path: `/${field}`, message: /^must/ }], JSON.stringify(words))
  }
  t.match(faultOf({ after: '2026-13-01', before: '2026-02-30' }), [{ path: '/after' }, { path: '/before' }])
  t.match(faultOf({}), [{ path: '/text' }])
  t.match(faultOf({ includeSpamAndTrash: true }), [{ path: '/text' }], 'alone it is no search')
  t.match(faultOf({ text: 'x', match: 'any', includeSpamAndTrash: true }), [{ path: '/includeSpamAndTrash' }])
})

t.test('whatever is let through is one term to Zoho', async (t) => {
  const state = seed(usualProfile)
  for (const words of [
    'in:Trash',
    'a : b',
    'or:',
    "it's",
    'inclspamtrash:true',
    'a & b',
    '50% (net)',
    'x:y:z',
  ]) {
    const key = searchKeyOf({ subject: words })
    t.ok(readSearchKey(key, state), key)
    const found = state.messages.filter((message) => readSearchKey(key, state)?.(message))
    t.same(found, [], `${key} finds nothing but its words`)
  }
  t.equal(readSearchKey('subject:"x"y', state), undefined, 'the emulator sees what breaks out')
})

t.test('a search asks once, and pages from 1', async (t) => {
  const zoho = await startZoho(t)
  const first = await run(zoho, search, { from: 'jon@holm.example', limit: 1 })
  t.equal(first.data.items[0]?.id, '1781108289537154300')
  t.equal(first.next, '2')
  t.match(first.requests, [{ query: { start: 1, limit: 1 } }])
  const second = await run(zoho, search, { from: 'jon@holm.example', limit: 1, cursor: '2' })
  t.equal(second.data.items[0]?.id, '1781108289537154100')
  const last = await run(zoho, search, { from: 'jon@holm.example' })
  t.equal(last.data.items.length, 2)
  t.equal(last.next, undefined, 'fewer than a page is the end')
  const named = await run(zoho, search, { text: 'lunch', folder: '/clients' })
  t.equal(named.data.items.length, 1)
  t.equal(named.requests.length, 2, 'the folder was looked up')
  await t.rejects(run(zoho, search, { text: 'a"b' }), { code: 'invalid_input' })
  await t.rejects(run(zoho, search, { text: 'a', folder: '/nowhere' }), { code: 'invalid_input' })
  const wide = await run(zoho, search, { subject: 'invoice', includeSpamAndTrash: true })
  t.equal(wide.data.items.length, 2)
})

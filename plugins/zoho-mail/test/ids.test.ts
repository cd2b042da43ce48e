import t from 'tap'
import { list as listFolders } from '../src/operations/folders.ts'
import { get } from '../src/operations/messages-get.ts'
import { list } from '../src/operations/messages-list.ts'
import { parseLossless } from '../src/wire/lossless.ts'
import { run } from './support/run.ts'
import { inbox, mailbox, startZoho } from './support/zoho.ts'

const parse = (json: string): unknown => parseLossless(new TextEncoder().encode(json))

/** Those of the reference, each of which a number would change. */
const ids = ['1784105487965154200', '7214453000000008008', '1781108289537154100', '4845214000000008002']

t.test('ids keep all their digits', async (t) => {
  for (const id of ids) {
    t.not(String(JSON.parse(id)), id, 'a number does not hold it')
    t.strictSame(parse(`{"messageId":${id},"list":[${id},-${id}]}`), { messageId: id, list: [id, `-${id}`] })
    t.strictSame(parse(`{"messageId":"${id}"}`), { messageId: id })
  }
})

t.test('what a number holds stays one', async (t) => {
  t.strictSame(parse('{"a":1784105487962,"b":-1,"c":1.5,"d":1e3,"e":9007199254740991,"f":null,"g":true}'), {
    a: 1784105487962,
    b: -1,
    c: 1.5,
    d: 1000,
    e: 9007199254740991,
    f: null,
    g: true,
  })
  t.strictSame(parse('{"a":1e400,"b":12345678901234567890.5}'), { a: Infinity, b: 12345678901234567000 })
  t.throws(() => parse('{"a":'), SyntaxError)
})

t.test('Zoho writes ids bare, and they come through', async (t) => {
  const zoho = await startZoho(t)
  const messageId = '1781108289537154200'
  const sent = '4845214000000008022'
  const path = `${mailbox}/folders/${sent}/messages/${messageId}/content`
  const { text } = await zoho.ask('GET', path)
  t.match(text, /"messageId":1781108289537154200[,}]/, 'without quotes')
  t.not(String((JSON.parse(text) as { data: { messageId: number } }).data.messageId), messageId)
  t.equal((await run(zoho, get, { folderId: sent, messageId })).data.id, messageId)
  const { items } = (await run(zoho, list, { limit: 200 })).data
  t.ok(items.some(({ id }) => id === '1781108289537154100'))
  t.ok(items.every(({ folderId }) => folderId === inbox))
  const folders = (await run(zoho, listFolders, {})).data.items
  t.ok(folders.some(({ id }) => id === '4845214000000009011'))
})

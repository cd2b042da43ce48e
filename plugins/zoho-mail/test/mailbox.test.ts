import t from 'tap'
import { check } from '../src/operations/connection-check.ts'
import { list as listAccounts } from '../src/operations/accounts.ts'
import { download } from '../src/operations/attachments.ts'
import {
  create as createFolder,
  empty,
  get as getFolder,
  list as listFolders,
} from '../src/operations/folders.ts'
import { add, enable } from '../src/operations/forwarding.ts'
import { create as createLabel, update as updateLabel } from '../src/operations/labels.ts'
import { changes } from '../src/operations/messages-changes.ts'
import { expunge, restore, trash } from '../src/operations/messages-delete.ts'
import { get } from '../src/operations/messages-get.ts'
import { list } from '../src/operations/messages-list.ts'
import { archive, flag, label, markRead, move } from '../src/operations/messages-update.ts'
import { list as listUsers } from '../src/operations/organization-users.ts'
import { send } from '../src/operations/send.ts'
import { list as listTasks, update as updateTask } from '../src/operations/tasks.ts'
import { clear, set } from '../src/operations/vacation.ts'
import { get as getThread } from '../src/operations/threads-get.ts'
import { run } from './support/run.ts'
import { inbox, mailbox, now, startZoho } from './support/zoho.ts'

const invoice = { folderId: inbox, messageId: '1781108289537154402' }

t.test('the mailbox is found where nobody names one', async (t) => {
  const zoho = await startZoho(t)
  const { requests, data } = await run(zoho, listFolders, {}, { config: {} })
  t.match(requests, [{ path: '/api/accounts' }, { path: `${mailbox}/folders` }])
  t.equal(data.items.length, 11)
  const named = await run(zoho, listFolders, { accountId: '4845214000000008002' }, { config: {} })
  t.equal(named.requests.length, 1)
  await t.rejects(run(zoho, listFolders, { accountId: '5' }), { code: 'not_found' })
  const sender = await run(zoho, send, { to: ['a@b.example'], text: 'x' }, { config: {} })
  t.equal(sender.data.from, 'mara@fernhill.example', 'and its address')
})

t.test('folders that are system folders say so, and others do not', async (t) => {
  const zoho = await startZoho(t)
  const { items } = (await run(zoho, listFolders, {})).data
  t.equal(items.find(({ name }) => name === 'Trash')?.system, 'trash')
  t.match(
    items.find(({ name }) => name === 'Holm & Sons'),
    {
      path: '/Clients/Holm & Sons',
      system: null,
      parentId: '4845214000000009011',
    },
  )
  const paged = await run(zoho, listFolders, { limit: 4, cursor: '9' })
  t.equal(paged.data.items.length, 3)
  t.equal(paged.next, undefined)
  await t.rejects(run(zoho, listFolders, { cursor: '99' }), { code: 'invalid_input' })
})

t.test('a name that is taken is a conflict', async (t) => {
  const zoho = await startZoho(t)
  await t.rejects(run(zoho, createFolder, { name: 'clients' }), { code: 'conflict' })
  await t.rejects(run(zoho, createLabel, { name: 'To pay' }), { code: 'conflict' })
  await t.rejects(run(zoho, updateLabel, { labelId: '4845214000000009101' }), { code: 'invalid_input' })
})

t.test('failures that hide behind a success are seen', async (t) => {
  const zoho = await startZoho(t, { hidesFailures: true })
  await t.rejects(run(zoho, createFolder, { name: 'Clients' }), {
    code: 'conflict',
    upstream: { status: 200 },
  })
  await t.rejects(run(zoho, getFolder, { folderId: '1' }), { code: 'not_found' })
  await t.rejects(run(zoho, list, { folder: 'inbox', cursor: '0' as never }), { code: 'vendor_rejected' })
})

t.test('a message is read wherever it is by now', async (t) => {
  const zoho = await startZoho(t)
  const stale = { ...invoice, folderId: '4845214000000009011' }
  const { data } = await run(zoho, get, stale)
  t.equal(data.folderId, inbox)
  t.match(data.body, { format: 'text', content: /Total: € 120/ })
  const file = await run(zoho, download, { ...stale, attachmentId: '138670204810010002' })
  t.equal(Buffer.from(file.data.contentBase64, 'base64').at(10), 128, 'byte by byte')
  await t.rejects(run(zoho, get, { folderId: inbox, messageId: '1' }), { code: 'not_found' })
  await t.rejects(run(zoho, download, { ...invoice, attachmentId: '1' }), { code: 'not_found' })
})

t.test('a file that came short is fetched again, and never given', async (t) => {
  const zoho = await startZoho(t)
  const input = { ...invoice, attachmentId: '138670204810010002' }
  const path = `${mailbox}/folders/${inbox}/messages/${invoice.messageId}/attachments/`
  zoho.host.inject({ kind: 'malformed', path, times: 2 })
  t.equal((await run(zoho, download, input)).data.size, 19)
  zoho.host.inject({ kind: 'malformed', path })
  await t.rejects(run(zoho, download, input), { code: 'vendor_error', message: /9 of the 19 bytes/ })
})

t.test('a long body comes in pages', async (t) => {
  const zoho = await startZoho(t)
  const letter = { folderId: inbox, messageId: '1781108289537154606', bodyLimit: 2_000 }
  let text = ''
  let cursor: string | undefined
  for (let pages = 0; pages < 20; pages += 1) {
    const part = await run(zoho, get, cursor === undefined ? letter : { ...letter, cursor })
    t.equal(part.data.body.start, text.length)
    text += part.data.body.content
    cursor = part.next
    if (cursor === undefined) {
      t.equal(text.length, part.data.body.total)
      break
    }
  }
  t.match(text, /^Paragraph 1:.*Paragraph 60:[^\n]*$/s)
})

t.test('batches are one request', async (t) => {
  const zoho = await startZoho(t)
  const messageIds = ['1781108289537154100', '1781108289537154300']
  const read = await run(zoho, markRead, { messageIds })
  t.match(read.requests, [{ method: 'PUT', json: { mode: 'markAsRead', messageId: messageIds } }])
  t.equal(read.requests.length, 1)
  t.equal((await run(zoho, list, { status: 'unread' })).data.items.length, 1)
  await run(zoho, flag, { messageIds, flag: 'followup' })
  t.equal((await run(zoho, list, { folder: 'inbox', flag: 'followup' })).data.items.length, 3)
  await run(zoho, flag, { messageIds, flag: 'none' })
  t.equal((await run(zoho, list, { folder: 'inbox', flag: 'followup' })).data.items.length, 1)
  await run(zoho, label, { messageIds, labelIds: ['4845214000000009103'] })
  t.equal((await run(zoho, list, { labelId: '4845214000000009103' })).data.items.length, 3)
  await run(zoho, archive, { messageIds })
  t.equal((await run(zoho, list, { folder: 'inbox' })).data.items.length, 3)
  await run(zoho, move, { messageIds, folder: '/clients/holm & sons' })
  const moved = await run(zoho, list, { folder: '4845214000000009013', includeArchived: true })
  t.equal(moved.data.items.length, 2)
})

t.test('what is in the trash comes back to where it was', async (t) => {
  const zoho = await startZoho(t)
  const lunch = { messageId: '1781108289537154708', folderId: '4845214000000009011' }
  const messages = [{ messageId: invoice.messageId, folderId: inbox }, lunch]
  const { data, requests } = await run(zoho, trash, { messages })
  t.equal(requests.filter(({ method }) => method === 'PUT').length, 1)
  t.equal((await run(zoho, list, { folder: 'trash' })).data.items.length, 3)
  await run(zoho, trash, { messages })
  t.equal(
    (await run(zoho, list, { folder: 'trash' })).data.items.length,
    3,
    'nothing is ended by doing it twice',
  )
  await run(zoho, restore, { restore: data.restore })
  t.equal((await run(zoho, list, { folder: 'trash' })).data.items.length, 1)
  t.equal((await run(zoho, list, { folder: '/clients' })).data.items[0]?.id, lunch.messageId)
  const scattered = Array.from({ length: 11 }, (_, index) => ({ messageId: '1', folderId: String(index) }))
  await t.rejects(run(zoho, restore, { restore: scattered }), { code: 'invalid_input' })
})

t.test('what cannot be undone, and forwarding, are off unless allowed', async (t) => {
  const zoho = await startZoho(t)
  const config = { accountId: '4845214000000008002' }
  const spent = { folderId: '4845214000000008026', messageId: '1781108289537154912' }
  const before = zoho.host.journal.length
  await t.rejects(run(zoho, expunge, spent, { config }), { code: 'disabled' })
  await t.rejects(run(zoho, empty, { folderId: spent.folderId }, { config }), { code: 'disabled' })
  await t.rejects(run(zoho, add, { address: 'x@evil.example' }, { config }), { code: 'disabled' })
  await t.rejects(run(zoho, enable, { address: 'x@evil.example' }, { config }), { code: 'disabled' })
  t.equal(zoho.host.journal.length, before, 'and nothing is asked')
  await run(zoho, expunge, spent)
  await t.rejects(run(zoho, expunge, spent), { code: 'not_found' })
})

t.test('a personal account has no organisation, and says so', async (t) => {
  const zoho = await startZoho(t, { isPersonal: true })
  await t.rejects(run(zoho, listUsers, {}, { config: {} }), {
    code: 'connection_forbidden',
    message: /no organization/,
  })
  t.match((await run(zoho, listAccounts, {})).data.items, [{ organizationId: null }])
  const checked = await run(zoho, check, { modules: ['organization'] }, { config: {} })
  t.match(checked.data, { organizationId: null, modules: [{ works: false, says: /personal/ }] })
  const owned = await startZoho(t)
  t.equal((await run(owned, listUsers, {}, { config: {} })).data.items.length, 2, 'else it is found')
})

t.test('a check tells scopes from data centres', async (t) => {
  const zoho = await startZoho(t)
  const few = await run(zoho, check, { modules: ['folders', 'messages', 'tasks'] }, { consent: 1 })
  t.match(few.data.modules, [
    { module: 'folders', works: false, says: /scope/, scope: 'ZohoMail.folders.READ' },
    { module: 'messages', works: true },
    { module: 'tasks', works: false },
  ])
  t.ok(few.isPartial)
  await t.rejects(run(zoho, check, {}, { config: { accountId: '5' } }), { code: 'connection_forbidden' })
  const elsewhere = await startZoho(t, { isElsewhere: true })
  await t.rejects(run(elsewhere, check, {}), { code: 'connection_unauthorized', advice: /dataCenter/ })
})

t.test('new mail is told once, oldest first, by a watermark', async (t) => {
  const zoho = await startZoho(t)
  const begun = await run(zoho, changes, {})
  t.match(begun.data, { items: [], hasMore: false })
  const toMe = { to: ['mara@fernhill.example'], text: 'x' }
  const deliver = async (subject: string, at: number) => {
    zoho.setTime(at)
    await run(zoho, send, { ...toMe, subject })
  }
  for (const [subject, second] of [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ] as const)
    await deliver(subject, now + second * 1_000)
  const subjects = async (watermark: string, limit = 100) => {
    const { data } = await run(zoho, changes, { folder: 'sent', watermark, limit })
    return { ...data, subjects: data.items.map(({ subject }) => subject) }
  }
  const first = await subjects(begun.data.watermark, 2)
  t.match(first, { subjects: ['a', 'b'], hasMore: true })
  const second = await subjects(first.watermark, 2)
  t.match(second, { subjects: ['c'], hasMore: false })
  t.match(await subjects(second.watermark), { subjects: [], hasMore: false })
  await deliver('late', now + 2_500)
  const late = await subjects(second.watermark)
  t.same(late.subjects, ['late'], 'a message that is shown late is told as well')
  t.same((await subjects(late.watermark)).subjects, [])
  await deliver('d', now + 3_600_000)
  const last = await subjects(late.watermark)
  t.same(last.subjects, ['d'])
  t.ok(last.watermark.length < 60, 'what cannot come again is forgotten')
  const since = await run(zoho, changes, { folder: 'sent', since: new Date(now).toISOString() })
  t.equal(since.data.items.length, 5)
  await t.rejects(run(zoho, changes, { watermark: '1', since: '2026-01-01T00:00:00Z' }), {
    code: 'invalid_input',
  })
})

t.test('a conversation gives the words of its newest messages', async (t) => {
  const zoho = await startZoho(t)
  const { data, requests } = await run(zoho, getThread, { threadId: '1781108288595155100', bodies: 2 })
  t.match(data.messages, [
    { body: null },
    { body: { content: 'Tuesday is fine.' } },
    { body: { next: null } },
  ])
  t.equal(requests.length, 3)
  zoho.host.inject({
    kind: 'failure',
    failure: 'unavailable',
    path: `${mailbox}/folders/4845214000000008022`,
  })
  const part = await run(zoho, getThread, { threadId: '1781108288595155100' })
  t.ok(part.isPartial)
  t.match(part.warnings, [{ code: 'body_missing', path: '/messages/1/body' }])
})

t.test('tasks change one field at a time', async (t) => {
  const zoho = await startZoho(t)
  const taskId = '1781100000000110003'
  const changed = await run(zoho, updateTask, {
    taskId,
    title: 'Call',
    dueDate: '2026-12-01',
    priority: 'low',
  })
  t.equal(changed.requests.length, 3)
  const all = await run(zoho, listTasks, { limit: 2 })
  t.equal(all.next, '2')
  t.match(all.data.items[1], { title: 'Call', dueDate: '2026-12-01', priority: 'Low' })
  const rest = await run(zoho, listTasks, { limit: 2, cursor: '2' })
  t.equal(rest.next, undefined)
  t.match((await run(zoho, listTasks, { groupId: '1781100000000190001' })).data.items, [
    { title: 'Plan the stand' },
  ])
  await t.rejects(run(zoho, updateTask, { taskId }), { code: 'invalid_input' })
})

t.test('a holiday is told in the time of the mailbox', async (t) => {
  const zoho = await startZoho(t)
  const holiday = {
    from: '2026-12-24T18:00',
    until: '2027-01-02T08:00:30',
    subject: 'Closed',
    html: '<p>x</p>',
  }
  const { requests } = await run(zoho, set, { ...holiday, to: 'outside' })
  t.match(requests, [
    {
      json: {
        fromDate: '12/24/2026 18:00:00',
        toDate: '01/02/2027 08:00:30',
        sendTo: 'nonOrgAll',
        sendingInt: 1440,
      },
    },
  ])
  await t.rejects(run(zoho, set, { ...holiday, until: '2026-12-01T00:00' }), { code: 'invalid_input' })
  t.same((await run(zoho, clear, {})).data, { isOn: false })
})

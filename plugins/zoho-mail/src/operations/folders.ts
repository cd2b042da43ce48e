import { defineOperation, Problem, Type } from '@patchbay/contract'
import { cutPage, pageFields } from '../mail/paging.ts'
import { FolderRecord, folderOf, foldersOf, WireFolder } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { Id } from '../wire/id.ts'

const cache = { ttl: '10m', staleWhileRevalidate: '1h', staleIfError: '1d' } as const

const folderField = { ...mailboxField, folderId: Id('The folder, as folders.list shows it.') }
const clients = '4845214000000009011'

export const Changed = Type.Object({
  id: Type.String({ description: 'What was changed.' }),
})

const FolderLabel = (description: string) =>
  Type.String({ minLength: 1, maxLength: 100, pattern: '^[^/]+$', description })

export const list = defineOperation(vendor, {
  title: 'List folders',
  description:
    'All folders of the mailbox with their ids and paths, the system folders (inbox, sent, drafts, spam, trash…) among ' +
    'them. Zoho does not tell how many messages are in a folder.',
  effect: 'read',
  scopes: [scope('folders', 'READ')],
  input: Type.Object({ ...mailboxField, ...pageFields }),
  output: Type.Object({ items: Type.Array(FolderRecord) }),
  cache,
  examples: [
    {
      title: 'The first folder',
      input: { limit: 1 },
      output: {
        items: [
          { id: '4845214000000008014', name: 'Inbox', path: '/Inbox', system: 'inbox', parentId: null },
        ],
      },
    },
  ],
  async run(context) {
    const folders = await foldersOf(context, await mailboxOf(context))
    return { items: cutPage(folders, context.input, context.report) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a folder',
  description: 'One folder by its id: its name, its path, and the folder that it is in.',
  effect: 'read',
  scopes: [scope('folders', 'READ')],
  input: Type.Object(folderField),
  output: FolderRecord,
  cache,
  examples: [
    {
      title: 'A folder of the person',
      input: { folderId: clients },
      output: { id: clients, name: 'Clients', path: '/Clients', system: null, parentId: null },
    },
  ],
  async run(context) {
    const path = `${await mailboxOf(context)}/folders/${context.input.folderId}`
    return folderOf(await ask(context.http, { method: 'GET', path }, WireFolder))
  },
})

export const create = defineOperation(vendor, {
  title: 'Create a folder',
  description:
    'Makes a folder, at the top or in another one. A name that is taken there is the problem `conflict`.',
  effect: 'write',
  scopes: [scope('folders', 'CREATE')],
  input: Type.Object({
    ...mailboxField,
    name: FolderLabel('Its name, without slashes.'),
    parentId: Type.Optional(Id('The folder in which it is to be. Default: none, it is at the top.')),
  }),
  output: FolderRecord,
  examples: [
    {
      title: 'A folder in a folder',
      input: { name: 'Acme', parentId: clients },
      output: {
        id: '4845214000000010003',
        name: 'Acme',
        path: '/Clients/Acme',
        system: null,
        parentId: clients,
      },
    },
  ],
  async run(context) {
    const { name, parentId } = context.input
    const path = `${await mailboxOf(context)}/folders`
    const json = { folderName: name, ...(parentId === undefined ? {} : { parentFolderId: parentId }) }
    return folderOf(await ask(context.http, { method: 'POST', path, json }, WireFolder))
  },
})

export const rename = defineOperation(vendor, {
  title: 'Rename a folder',
  description: 'Gives a folder of the person another name. System folders keep theirs.',
  effect: 'idempotent',
  scopes: [scope('folders', 'UPDATE')],
  input: Type.Object({ ...folderField, name: FolderLabel('Its new name, without slashes.') }),
  output: Changed,
  examples: [
    { title: 'Another name', input: { folderId: clients, name: 'Customers' }, output: { id: clients } },
  ],
  async run(context) {
    const { folderId, name } = context.input
    const path = `${await mailboxOf(context)}/folders/${folderId}`
    await tell(context.http, { method: 'PUT', path, json: { mode: 'rename', folderName: name } })
    return { id: folderId }
  },
})

export const move = defineOperation(vendor, {
  title: 'Move a folder',
  description: 'Puts a folder of the person, with all that is in it, into another folder.',
  effect: 'idempotent',
  stability: 'experimental',
  scopes: [scope('folders', 'UPDATE')],
  input: Type.Object({ ...folderField, parentId: Id('The folder in which it is to be.') }),
  output: Changed,
  examples: [
    {
      title: 'Into another folder',
      input: { folderId: '4845214000000009015', parentId: clients },
      output: { id: '4845214000000009015' },
    },
  ],
  async run(context) {
    const { folderId, parentId } = context.input
    const path = `${await mailboxOf(context)}/folders/${folderId}`
    await tell(context.http, { method: 'PUT', path, json: { mode: 'move', parentFolderId: parentId } })
    return { id: folderId }
  },
})

export const markRead = defineOperation(vendor, {
  title: 'Mark a folder as read',
  description: 'Marks all messages of a folder as read. For single messages use messages.mark_read.',
  effect: 'idempotent',
  scopes: [scope('folders', 'UPDATE')],
  input: Type.Object(folderField),
  output: Changed,
  invalidates: ['messages'],
  examples: [{ title: 'All of a folder', input: { folderId: clients }, output: { id: clients } }],
  async run(context) {
    const { folderId } = context.input
    const path = `${await mailboxOf(context)}/folders/${folderId}`
    await tell(context.http, { method: 'PUT', path, json: { mode: 'markAsRead' } })
    return { id: folderId }
  },
})

/** Throws `disabled` unless the connection may delete for good. */
export function checkExpunge({ allowExpunge = false }: { readonly allowExpunge?: boolean }): void {
  if (allowExpunge) return
  throw new Problem('disabled', {
    detail: 'This connection must not delete for good.',
    advice:
      'Use messages.trash, or ask an administrator to set `allowExpunge` in the config of the connection.',
  })
}

export const empty = defineOperation(vendor, {
  title: 'Empty a folder',
  description:
    'Removes all messages of a folder; in trash and spam for good. Only where the connection says `allowExpunge`; to remove ' +
    'single messages so that they can be brought back use messages.trash.',
  effect: 'destructive',
  scopes: [scope('folders', 'UPDATE')],
  input: Type.Object(folderField),
  output: Changed,
  invalidates: ['messages'],
  examples: [
    { title: 'The trash', input: { folderId: '4845214000000008026' }, output: { id: '4845214000000008026' } },
  ],
  async run(context) {
    checkExpunge(context.config)
    const { folderId } = context.input
    const path = `${await mailboxOf(context)}/folders/${folderId}`
    await tell(context.http, { method: 'PUT', path, json: { mode: 'emptyFolder' } })
    return { id: folderId }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a folder',
  description:
    'Deletes a folder of the person; what is in it goes with it. System folders cannot be deleted.',
  effect: 'destructive',
  scopes: [scope('folders', 'DELETE')],
  input: Type.Object(folderField),
  output: Changed,
  invalidates: ['folders', 'messages'],
  examples: [
    {
      title: 'A folder that nobody needs',
      input: { folderId: '4845214000000009015' },
      output: { id: '4845214000000009015' },
    },
  ],
  async run(context) {
    const { folderId } = context.input
    await tell(context.http, { method: 'DELETE', path: `${await mailboxOf(context)}/folders/${folderId}` })
    return { id: folderId }
  },
})

import { defineOperation, Type } from '@patchbay/contract'
import { cutPage, pageFields } from '../mail/paging.ts'
import { FolderRecord, foldersOf } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'

export const cache = { ttl: '10m', staleWhileRevalidate: '1h', staleIfError: '1d' } as const

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
        items: [{ id: '4845214000000008014', name: 'Inbox', path: '/Inbox', system: 'inbox', parentId: null }],
      },
    },
  ],
  async run(context) {
    const folders = await foldersOf(context, await mailboxOf(context))
    return { items: cutPage(folders, context.input, context.report) }
  },
})

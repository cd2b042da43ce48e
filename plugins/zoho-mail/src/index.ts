import { defineConnector } from '@patchbay/contract'
import * as accounts from './operations/accounts.ts'
import * as folders from './operations/folders.ts'
import { get } from './operations/messages-get.ts'
import { list } from './operations/messages-list.ts'
import { send } from './operations/send.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'zoho-mail',
  title: 'Zoho Mail',
  description:
    'Mail at Zoho: reading, searching, sending once, sorting, with tasks, notes and bookmarks, and the administration of ' +
    'an organization.',
  stability: 'beta',
  vendor,
  check: 'accounts.list',
  operations: {
    'accounts.list': accounts.list,
    'accounts.get': accounts.get,
    'accounts.identities': accounts.identities,
    'folders.list': folders.list,
    'messages.list': list,
    'messages.get': get,
    'messages.send': send,
  },
  emulator: () => import('./emulator/index.ts'),
})

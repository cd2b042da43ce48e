import { defineConnector } from '@patchbay/contract'
import * as accounts from './operations/accounts.ts'
import * as attachments from './operations/attachments.ts'
import * as bookmarks from './operations/bookmarks.ts'
import { check } from './operations/connection-check.ts'
import * as drafts from './operations/drafts.ts'
import * as folders from './operations/folders.ts'
import { forward } from './operations/forward.ts'
import * as forwarding from './operations/forwarding.ts'
import * as labels from './operations/labels.ts'
import { digest } from './operations/mail-digest.ts'
import { changes } from './operations/messages-changes.ts'
import * as deletion from './operations/messages-delete.ts'
import { get } from './operations/messages-get.ts'
import { list } from './operations/messages-list.ts'
import * as parts from './operations/messages-parts.ts'
import { search } from './operations/messages-search.ts'
import * as messages from './operations/messages-update.ts'
import * as notes from './operations/notes.ts'
import * as domains from './operations/organization-domains.ts'
import * as groups from './operations/organization-groups.ts'
import * as logs from './operations/organization-logs.ts'
import * as users from './operations/organization-users.ts'
import * as organization from './operations/organization.ts'
import * as answers from './operations/reply.ts'
import { schedule } from './operations/schedule.ts'
import { send } from './operations/send.ts'
import * as signatures from './operations/signatures.ts'
import * as tasks from './operations/tasks.ts'
import { get as getThread } from './operations/threads-get.ts'
import * as threads from './operations/threads.ts'
import * as vacation from './operations/vacation.ts'
import { prompts } from './prompts.ts'
import { resources } from './resources.ts'
import { vendor } from './vendor.ts'

export default defineConnector({
  id: 'zoho-mail',
  title: 'Zoho Mail',
  description:
    'Mail at Zoho: reading, searching, sending once, sorting, with tasks, notes and bookmarks, and the administration of ' +
    'an organization.',
  stability: 'beta',
  vendor,
  check: 'connection.check',
  objectives: {
    availability: { target: 0.99 },
    latency: { target: 0.95, threshold: '2.5s' },
    freshness: { target: 0.99 },
  },
  operations: {
    'connection.check': check,
    'accounts.list': accounts.list,
    'accounts.get': accounts.get,
    'accounts.identities': accounts.identities,
    'folders.list': folders.list,
    'folders.get': folders.get,
    'folders.create': folders.create,
    'folders.rename': folders.rename,
    'folders.move': folders.move,
    'folders.mark_read': folders.markRead,
    'folders.empty': folders.empty,
    'folders.delete': folders.remove,
    'labels.list': labels.list,
    'labels.get': labels.get,
    'labels.create': labels.create,
    'labels.update': labels.update,
    'labels.delete': labels.remove,
    'messages.list': list,
    'messages.search': search,
    'messages.get': get,
    'messages.changes': changes,
    'mail.digest': digest,
    'messages.headers': parts.headers,
    'messages.raw': parts.raw,
    'messages.send': send,
    'messages.schedule': schedule,
    'messages.reply': answers.reply,
    'messages.reply_all': answers.replyAll,
    'messages.forward': forward,
    'messages.mark_read': messages.markRead,
    'messages.mark_unread': messages.markUnread,
    'messages.flag': messages.flag,
    'messages.move': messages.move,
    'messages.label': messages.label,
    'messages.unlabel': messages.unlabel,
    'messages.clear_labels': messages.clearLabels,
    'messages.archive': messages.archive,
    'messages.unarchive': messages.unarchive,
    'messages.mark_spam': messages.markSpam,
    'messages.mark_not_spam': messages.markNotSpam,
    'messages.trash': deletion.trash,
    'messages.restore': deletion.restore,
    'messages.expunge': deletion.expunge,
    'drafts.create': drafts.create,
    'threads.get': getThread,
    'threads.mark_read': threads.markRead,
    'threads.mark_unread': threads.markUnread,
    'threads.flag': threads.flag,
    'threads.move': threads.move,
    'threads.label': threads.label,
    'threads.unlabel': threads.unlabel,
    'threads.clear_labels': threads.clearLabels,
    'threads.mark_spam': threads.markSpam,
    'threads.mark_not_spam': threads.markNotSpam,
    'attachments.list': attachments.list,
    'attachments.download': attachments.download,
    'attachments.upload': attachments.upload,
    'signatures.list': signatures.list,
    'signatures.create': signatures.create,
    'signatures.update': signatures.update,
    'signatures.delete': signatures.remove,
    'vacation.set': vacation.set,
    'vacation.clear': vacation.clear,
    'forwarding.add': forwarding.add,
    'forwarding.verify': forwarding.verify,
    'forwarding.enable': forwarding.enable,
    'forwarding.disable': forwarding.disable,
    'forwarding.remove': forwarding.remove,
    'forwarding.set_copy': forwarding.setCopy,
    'tasks.list': tasks.list,
    'tasks.get': tasks.get,
    'tasks.create': tasks.create,
    'tasks.update': tasks.update,
    'tasks.delete': tasks.remove,
    'tasks.groups': tasks.groups,
    'notes.list': notes.list,
    'notes.get': notes.get,
    'notes.create': notes.create,
    'notes.update': notes.update,
    'notes.delete': notes.remove,
    'note-books.list': notes.listBooks,
    'note-books.create': notes.createBook,
    'bookmarks.list': bookmarks.list,
    'bookmarks.get': bookmarks.get,
    'bookmarks.create': bookmarks.create,
    'bookmarks.update': bookmarks.update,
    'bookmarks.delete': bookmarks.remove,
    'bookmark-collections.list': bookmarks.listCollections,
    'organization.get': organization.get,
    'organization.storage': organization.storage,
    'organization-users.list': users.list,
    'organization-users.get': users.get,
    'organization-users.create': users.create,
    'organization-users.set_role': users.setRole,
    'organization-users.add_alias': users.addAlias,
    'organization-users.remove_alias': users.removeAlias,
    'organization-users.set_status': users.setStatus,
    'organization-domains.list': domains.list,
    'organization-domains.get': domains.get,
    'organization-domains.verify': domains.verify,
    'organization-domains.add_dkim': domains.addDkim,
    'organization-domains.verify_dkim': domains.verifyDkim,
    'organization-groups.list': groups.list,
    'organization-groups.get': groups.get,
    'organization-logs.logins': logs.logins,
    'organization-logs.audit': logs.audit,
    'organization-logs.smtp': logs.smtp,
  },
  prompts,
  resources,
  emulator: () => import('./emulator/index.ts'),
})

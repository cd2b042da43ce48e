import { defineOperation, Type } from '@patchbay/contract'
import { FolderName, folderIdOf } from '../mail/folders.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { FlagChoice } from '../mail/message-row.ts'
import { Accepted, messageIdsField, update } from '../mail/update.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { Ids } from '../wire/id.ts'

const scopes = [scope('messages', 'UPDATE')]
const ids = ['1781108289537154402']
const one = { accepted: 1 }
const paid = '4845214000000009103'

interface Plain {
  readonly title: string
  readonly description: string
  readonly mode: string
}

/** An update that needs nothing but the ids. */
const plain = ({ title, description, mode }: Plain) =>
  defineOperation(vendor, {
    title,
    description,
    effect: 'idempotent',
    scopes,
    input: Type.Object(messageIdsField),
    output: Accepted,
    examples: [{ title: 'One message', input: { messageIds: ids }, output: one }],
    run: async (context) =>
      update(context, await mailboxOf(context), 'messages', context.input.messageIds, { mode }),
  })

export const markRead = plain({
  title: 'Mark messages as read',
  description: 'Marks messages as read. For a whole folder use folders.mark_read.',
  mode: 'markAsRead',
})

export const markUnread = plain({
  title: 'Mark messages as unread',
  description: 'Marks messages as unread, as if nobody had seen them.',
  mode: 'markAsUnread',
})

export const clearLabels = plain({
  title: 'Take all labels off messages',
  description: 'Takes every label off messages. For some of them use messages.unlabel.',
  mode: 'removeAllLabels',
})

export const archive = plain({
  title: 'Archive messages',
  description:
    'Puts messages out of sight without deleting them. Not the same as moving them to a folder "Archive".',
  mode: 'archiveMails',
})

export const unarchive = plain({
  title: 'Bring messages back from the archive',
  description: 'Shows archived messages in their folders again.',
  mode: 'unArchiveMails',
})

export const markSpam = plain({
  title: 'Report messages as spam',
  description: 'Moves messages to the spam folder; Zoho learns from it.',
  mode: 'moveToSpam',
})

export const markNotSpam = plain({
  title: 'Report messages as no spam',
  description: 'Moves messages from the spam folder to the inbox; Zoho learns from it.',
  mode: 'markNotSpam',
})

export const flag = defineOperation(vendor, {
  title: 'Flag messages',
  description: 'Puts a flag on messages, in place of the one they have; `none` takes it off.',
  effect: 'idempotent',
  scopes,
  input: Type.Object({ ...messageIdsField, flag: FlagChoice('The flag; `none` for no flag.') }),
  output: Accepted,
  examples: [{ title: 'To be followed up', input: { messageIds: ids, flag: 'followup' }, output: one }],
  run: async (context) => {
    const { messageIds, flag } = context.input
    const flagid = flag === 'none' ? 'flag_not_set' : flag
    return update(context, await mailboxOf(context), 'messages', messageIds, { mode: 'setFlag', flagid })
  },
})

export const move = defineOperation(vendor, {
  title: 'Move messages',
  description:
    'Moves messages to a folder. To delete them use messages.trash, to archive them messages.archive, for spam ' +
    'messages.mark_spam.',
  effect: 'idempotent',
  scopes: [...scopes, scope('folders', 'READ')],
  input: Type.Object({ ...messageIdsField, folder: FolderName('Where they are to be.') }),
  output: Accepted,
  examples: [
    { title: 'To a folder by its path', input: { messageIds: ids, folder: '/Invoices' }, output: one },
  ],
  run: async (context) => {
    const { messageIds, folder } = context.input
    const mailbox = await mailboxOf(context)
    const destfolderId = await folderIdOf(context, mailbox, folder, '/folder')
    return update(context, mailbox, 'messages', messageIds, { mode: 'moveMessage', destfolderId })
  },
})

const labelIds = Ids('The labels, as labels.list shows them.')

export const label = defineOperation(vendor, {
  title: 'Label messages',
  description: 'Puts labels on messages, beside those they have.',
  effect: 'idempotent',
  scopes,
  input: Type.Object({ ...messageIdsField, labelIds }),
  output: Accepted,
  examples: [{ title: 'One label', input: { messageIds: ids, labelIds: [paid] }, output: one }],
  run: async (context) => {
    const { messageIds, labelIds: labelId } = context.input
    return update(context, await mailboxOf(context), 'messages', messageIds, { mode: 'applyLabel', labelId })
  },
})

export const unlabel = defineOperation(vendor, {
  title: 'Take labels off messages',
  description: 'Takes some labels off messages. For all of them use messages.clear_labels.',
  effect: 'idempotent',
  scopes,
  input: Type.Object({ ...messageIdsField, labelIds }),
  output: Accepted,
  examples: [{ title: 'One label', input: { messageIds: ids, labelIds: [paid] }, output: one }],
  run: async (context) => {
    const { messageIds, labelIds: labelId } = context.input
    return update(context, await mailboxOf(context), 'messages', messageIds, { mode: 'removeLabel', labelId })
  },
})

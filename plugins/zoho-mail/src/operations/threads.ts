import { defineOperation, Type } from '@patchbay/contract'
import { FolderName, folderIdOf } from '../mail/folders.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { FlagChoice } from '../mail/message-row.ts'
import { Accepted, threadIdsField, update } from '../mail/update.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { Ids } from '../wire/id.ts'

const scopes = [scope('messages', 'UPDATE')]
const ids = ['1781108288595155100']
const one = { accepted: 1 }
const team = '4845214000000009103'
// What changes a conversation changes its messages.
const invalidates = ['messages', 'threads']

const plain = (title: string, description: string, mode: string) =>
  defineOperation(vendor, {
    title,
    description,
    effect: 'idempotent',
    scopes,
    input: Type.Object(threadIdsField),
    output: Accepted,
    invalidates,
    examples: [{ title: 'One conversation', input: { threadIds: ids }, output: one }],
    run: async (context) =>
      update(context, await mailboxOf(context), 'threads', context.input.threadIds, { mode }),
  })

export const markRead = plain(
  'Mark conversations as read',
  'Marks all messages of conversations as read.',
  'markAsRead',
)

export const markUnread = plain(
  'Mark conversations as unread',
  'Marks all messages of conversations as unread.',
  'markAsUnread',
)

export const clearLabels = plain(
  'Take all labels off conversations',
  'Takes every label off all messages of conversations.',
  'removeAllLabels',
)

export const markSpam = plain(
  'Report conversations as spam',
  'Moves conversations to the spam folder; Zoho learns from it.',
  'moveToSpam',
)

export const markNotSpam = plain(
  'Report conversations as no spam',
  'Moves conversations from the spam folder to the inbox; Zoho learns from it.',
  'markNotSpam',
)

export const flag = defineOperation(vendor, {
  title: 'Flag conversations',
  description: 'Puts a flag on all messages of conversations; `none` takes it off.',
  effect: 'idempotent',
  scopes,
  input: Type.Object({ ...threadIdsField, flag: FlagChoice('The flag; `none` for no flag.') }),
  output: Accepted,
  invalidates,
  examples: [{ title: 'Important', input: { threadIds: ids, flag: 'important' }, output: one }],
  run: async (context) => {
    const { threadIds, flag } = context.input
    const flagid = flag === 'none' ? 'flag_not_set' : flag
    return update(context, await mailboxOf(context), 'threads', threadIds, { mode: 'setFlag', flagid })
  },
})

export const move = defineOperation(vendor, {
  title: 'Move conversations',
  description: 'Moves all messages of conversations to a folder.',
  effect: 'idempotent',
  scopes: [...scopes, scope('folders', 'READ')],
  input: Type.Object({ ...threadIdsField, folder: FolderName('Where they are to be.') }),
  output: Accepted,
  invalidates,
  examples: [
    { title: 'To a folder by its path', input: { threadIds: ids, folder: '/Clients' }, output: one },
  ],
  run: async (context) => {
    const { threadIds, folder } = context.input
    const mailbox = await mailboxOf(context)
    const destfolderId = await folderIdOf(context, mailbox, folder, '/folder')
    return update(context, mailbox, 'threads', threadIds, { mode: 'moveMessage', destfolderId })
  },
})

const labelling = (title: string, description: string, mode: 'applyLabel' | 'removeLabel') =>
  defineOperation(vendor, {
    title,
    description,
    effect: 'idempotent',
    scopes,
    input: Type.Object({ ...threadIdsField, labelIds: Ids('The labels, as labels.list shows them.') }),
    output: Accepted,
    invalidates,
    examples: [{ title: 'One label', input: { threadIds: ids, labelIds: [team] }, output: one }],
    run: async (context) => {
      const { threadIds, labelIds: labelId } = context.input
      return update(context, await mailboxOf(context), 'threads', threadIds, { mode, labelId })
    },
  })

export const label = labelling(
  'Label conversations',
  'Puts labels on all messages of conversations, beside those they have.',
  'applyLabel',
)

export const unlabel = labelling(
  'Take labels off conversations',
  'Takes some labels off all messages of conversations.',
  'removeLabel',
)

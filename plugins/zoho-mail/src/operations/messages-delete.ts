import { defineOperation, Problem, Type } from '@patchbay/contract'
import { messagePath } from '../mail/attachments.ts'
import { folderIdOf } from '../mail/folders.ts'
import { mailboxField, mailboxOf } from '../mail/mailbox.ts'
import { placeFields } from '../mail/message-place.ts'
import { update } from '../mail/update.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { tell } from '../wire/ask.ts'
import { idPattern, OutputId } from '../wire/id.ts'
import { checkExpunge } from './folders.ts'

const Place = Type.Object({
  messageId: Type.String({ pattern: idPattern, description: 'The message.' }),
  folderId: Type.String({ pattern: idPattern, description: 'Its folder.' }),
})

const OutputPlace = Type.Object({ messageId: OutputId(), folderId: OutputId() })

const inbox = '4845214000000008014'

export const trash = defineOperation(vendor, {
  title: 'Move messages to the trash',
  description:
    'Deletes messages so that they can be brought back: the answer has what messages.restore needs for that. Zoho empties ' +
    'the trash after a while.',
  effect: 'idempotent',
  scopes: [scope('messages', 'UPDATE'), scope('folders', 'READ')],
  input: Type.Object({
    ...mailboxField,
    messages: Type.Array(Place, {
      minItems: 1,
      maxItems: 200,
      description: 'The messages with their folders, as lists show them.',
    }),
  }),
  output: Type.Object({
    restore: Type.Array(OutputPlace, { description: 'Where they were, to be sent to messages.restore.' }),
  }),
  examples: [
    {
      title: 'One message',
      input: { messages: [{ messageId: '1781108289537154402', folderId: inbox }] },
      output: { restore: [{ messageId: '1781108289537154402', folderId: inbox }] },
    },
  ],
  async run(context) {
    const { messages } = context.input
    const mailbox = await mailboxOf(context)
    // Moved there in one request, and not deleted one by one: to delete what is in the trash already ends it.
    const destfolderId = await folderIdOf(context, mailbox, 'trash', '/messages')
    const ids = messages.map(({ messageId }) => messageId)
    await update(context, mailbox, 'messages', ids, { mode: 'moveMessage', destfolderId })
    return { restore: messages }
  },
})

/** Folders that one call moves messages to: each takes a request. */
const mostFolders = 10

export const restore = defineOperation(vendor, {
  title: 'Bring messages back from the trash',
  description: 'Moves messages to where they were: give it `restore` of messages.trash.',
  effect: 'idempotent',
  scopes: [scope('messages', 'UPDATE')],
  input: Type.Object({
    ...mailboxField,
    restore: Type.Array(Place, {
      minItems: 1,
      maxItems: 200,
      description: 'The messages, and the folders to which they are to go: ten different ones at the most.',
    }),
  }),
  output: Type.Object({ restored: Type.Array(OutputPlace) }),
  examples: [
    {
      title: 'One message',
      input: { restore: [{ messageId: '1781108289537154912', folderId: inbox }] },
      output: { restored: [{ messageId: '1781108289537154912', folderId: inbox }] },
    },
  ],
  async run(context) {
    const wanted = context.input.restore
    const byFolder = Map.groupBy(wanted, ({ folderId }) => folderId)
    if (byFolder.size > mostFolders) {
      throw new Problem('invalid_input', {
        detail: `One call brings messages back to ${mostFolders} folders at the most.`,
        errors: [{ path: '/restore', message: `names ${byFolder.size} folders` }],
      })
    }
    const mailbox = await mailboxOf(context)
    for (const [destfolderId, messages] of byFolder) {
      const ids = messages.map(({ messageId }) => messageId)
      await update(context, mailbox, 'messages', ids, { mode: 'moveMessage', destfolderId })
    }
    return { restored: wanted }
  },
})

export const expunge = defineOperation(vendor, {
  title: 'Delete a message for good',
  description:
    'Deletes a message so that nobody can bring it back. Only where the connection says `allowExpunge`; use messages.trash ' +
    'otherwise.',
  effect: 'destructive',
  scopes: [scope('messages', 'DELETE')],
  input: Type.Object(placeFields),
  output: Type.Object({ messageId: OutputId('What is no more.') }),
  examples: [
    {
      title: 'A message in the trash',
      input: { folderId: '4845214000000008026', messageId: '1781108289537154912' },
      output: { messageId: '1781108289537154912' },
    },
  ],
  async run(context) {
    checkExpunge(context.config)
    const mailbox = await mailboxOf(context)
    await tell(context.http, {
      method: 'DELETE',
      path: messagePath(mailbox, context.input),
      query: { expunge: true },
    })
    return { messageId: context.input.messageId }
  },
})

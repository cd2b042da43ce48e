import type { Resources } from '@patchbay/contract'

export const resources: Resources = {
  'zoho-mail://digest': {
    title: 'Digest of the inbox',
    description: 'What has come in: how much, from whom, and what is unread or flagged.',
    operation: 'mail.digest',
  },
  'zoho-mail://folders': {
    title: 'Folders',
    description: 'All folders of the account.',
    operation: 'folders.list',
  },
  'zoho-mail://folders/{folderId}/messages/{messageId}': {
    title: 'Message',
    description: 'A message with its text.',
    operation: 'messages.get',
  },
  'zoho-mail://threads/{threadId}': {
    title: 'Thread',
    description: 'A conversation, message by message.',
    operation: 'threads.get',
  },
}

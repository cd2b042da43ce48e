import type { Message, State } from './state.ts'
import { folderIdOf } from './state.ts'

const pacific = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** `sentDateInGMT` is late by what the Pacific zone is behind. */
function wrongSentDate(received: number): number {
  const hour = new Date(received).getUTCHours()
  const behind = (hour - Number(pacific.format(received)) + 24) % 24
  return received + behind * 3_600_000
}

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const addresses = (list: readonly string[]): string =>
  list.length === 0 ? 'Not Provided' : list.map((one) => `&lt;${escape(one)}&gt;`).join(',')

const plain = (html: string): string =>
  html
    .replaceAll(/<script[^>]*>.*?<\/script>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

export const sizeOf = (message: Message): number =>
  message.content.length + message.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)

/** A row of a list or a search: every scalar is a text. */
export function rowOf(message: Message, state: State): Record<string, unknown> {
  const inThread = state.messages.filter(({ threadId }) => threadId === message.threadId)
  const isSent = message.folderId === folderIdOf(state, 'Sent')
  return {
    summary: escape(plain(message.content).slice(0, 100)),
    sentDateInGMT: String(wrongSentDate(message.receivedTime)),
    calendarType: 0,
    subject: escape(message.subject),
    messageId: message.id,
    ...(message.threadId === undefined
      ? {}
      : { threadId: message.threadId, threadCount: String(inThread.length) }),
    flagid: message.flag,
    status2: '0',
    priority: message.priority,
    hasInline: String(message.attachments.some(({ contentId }) => contentId !== undefined)),
    hasAttachment: message.attachments.some(({ contentId }) => contentId === undefined) ? '1' : '0',
    toAddress: addresses(message.to),
    ccAddress: addresses(message.cc),
    folderId: message.folderId,
    size: String(sizeOf(message)),
    sender: escape(message.fromName),
    fromAddress: message.from,
    receivedTime: String(message.receivedTime),
    status: message.isRead ? '1' : '0',
    ...(isSent ? { toAddr: message.to.join(','), mailDeliveryStatus: 'success' } : {}),
  }
}

const line = (list: readonly string[]): string => list.join(', ')

/** The header lines of a message, by name. */
export function headersOf(message: Message): Record<string, string[]> {
  return {
    'Message-ID': [message.mailId],
    Date: [new Date(message.receivedTime).toUTCString()],
    From: [`"${message.fromName.replaceAll('"', '\\"')}" <${message.from}>`],
    To: [line(message.to)],
    ...(message.cc.length === 0 ? {} : { Cc: [line(message.cc)] }),
    ...(message.replyTo === undefined ? {} : { 'Reply-To': [message.replyTo] }),
    Subject: [message.subject],
    'MIME-Version': ['1.0'],
  }
}

/** The message as it went over the wire. */
export function rawOf(message: Message): string {
  const lines = Object.entries(headersOf(message)).flatMap(([name, values]) =>
    values.map((value) => `${name}: ${value}`),
  )
  return `${[...lines, 'Content-Type: text/html; charset=UTF-8'].join('\r\n')}\r\n\r\n${message.content}\r\n`
}

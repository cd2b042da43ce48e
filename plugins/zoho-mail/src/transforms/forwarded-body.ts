import { defineTransform } from '@patchbay/contract'
import { sanitised } from '../mail/html.ts'
import { isObject } from '../wire/is-object.ts'
import { readJson } from '../wire/lossless.ts'

export interface ForwardInput {
  /** The answer of Zoho, whose data have the message as HTML. */
  readonly bytes: Uint8Array
  /** What stands above it: HTML, or plain text. */
  readonly words: string
  readonly isHtml: boolean
  /** Lines on where it is from, such as `From: …`. */
  readonly lines: readonly string[]
}

/** The HTML of a forwarded message: the words of whoever forwards it, then the message, which can do nothing there. */
export default defineTransform(import.meta.url, ({ bytes, words, isHtml, lines }: ForwardInput): string => {
  const envelope = readJson(bytes)
  const data = isObject(envelope) ? envelope['data'] : undefined
  const html = isObject(data) && typeof data['content'] === 'string' ? data['content'] : ''
  const above = isHtml ? words : `<div>${escaped(words).replaceAll('\n', '<br>')}</div>`
  const facts = lines.map((line) => escaped(line)).join('<br>')
  return `${above}<br><div>---------- Forwarded message ----------<br>${facts}</div><br><blockquote>${sanitised(html, { images: true })}</blockquote>`
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

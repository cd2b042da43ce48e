import { defineTransform } from '@patchbay/contract'
import { plainText, sanitised } from '../mail/html.ts'
import { isObject } from '../wire/is-object.ts'
import { readJson } from '../wire/lossless.ts'

export type BodyFormat = 'text' | 'html' | 'original'

export interface RenderInput {
  /** The answer of Zoho, whose data have the message as HTML. */
  readonly bytes: Uint8Array
  readonly format: BodyFormat
  /** Whether pictures stay in sanitised HTML. */
  readonly images: boolean
  /** Characters. */
  readonly start: number
  readonly limit: number
}

export interface RenderedBody {
  readonly content: string
  /** Characters of the whole. */
  readonly total: number
  /** Where the next part begins; undefined at the end. */
  readonly next: number | undefined
}

/** A message as a person or an agent can read it, in parts of at most so many characters. Nothing is left out. */
export default defineTransform(import.meta.url, (input: RenderInput): RenderedBody => {
  const { bytes, format, images, start, limit } = input
  const envelope = readJson(bytes)
  const data = isObject(envelope) ? envelope['data'] : undefined
  const html = isObject(data) && typeof data['content'] === 'string' ? data['content'] : ''
  const whole =
    format === 'original' ? html : format === 'html' ? sanitised(html, { images }) : plainText(html)
  const end = cutAt(whole, start + limit)
  return { content: whole.slice(start, end), total: whole.length, next: end < whole.length ? end : undefined }
})

/** No part ends within a character that takes two units. */
function cutAt(text: string, end: number): number {
  if (end >= text.length) return text.length
  const unit = text.charCodeAt(end - 1)
  return unit >= 0xd800 && unit <= 0xdbff ? end + 1 : end
}

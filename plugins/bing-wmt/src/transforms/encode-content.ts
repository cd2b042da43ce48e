import { defineTransform } from '@patchbay/contract'

export interface ContentInput {
  readonly status: number
  readonly contentType: string
  readonly body: string
  readonly structuredData: string
}

export interface EncodedContent {
  /** A whole answer of HTTP/1.1 in base64. */
  readonly httpMessage: string
  readonly structuredData: string
  /** Of the answer before it was encoded. */
  readonly bytes: number
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 404: 'Not Found', 410: 'Gone' }

/** Makes the answer that a page would give over HTTP, as Bing wants it. */
export default defineTransform(import.meta.url, (input: ContentInput): EncodedContent => {
  const { status, contentType, body, structuredData } = input
  const content = Buffer.from(body, 'utf8')
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Status'}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${content.length}`,
    '',
    '',
  ].join('\r\n')
  const message = Buffer.concat([Buffer.from(head, 'latin1'), content])
  return {
    httpMessage: message.toString('base64'),
    structuredData: Buffer.from(structuredData, 'utf8').toString('base64'),
    bytes: message.length,
  }
})

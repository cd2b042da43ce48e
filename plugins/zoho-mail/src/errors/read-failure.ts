import { isObject } from '../wire/is-object.ts'

/** What Zoho says of a failure, in whichever of its forms. */
export interface Failure {
  /** Such as `INVALID_OAUTHTOKEN`, where there is one. */
  readonly code: string | undefined
  /** What it says about it, in one line. */
  readonly words: string
  /** The status that the body names, which may differ from that of HTTP. */
  readonly status: number | undefined
}

/**
 * Reads a failure out of a parsed body: an envelope whose `data` name it by `errorCode` or by `error`, or a list with an
 * object in it. Undefined for anything else.
 */
export function readFailure(body: unknown): Failure | undefined {
  if (Array.isArray(body)) {
    const item = body.find((one: unknown) => isObject(one) && 'errorCode' in one) as unknown
    if (!isObject(item)) return undefined
    return { code: text(item['errorCode']), words: text(item['msg']) ?? '', status: number(item['status']) }
  }
  if (!isObject(body)) return undefined
  const status = isObject(body['status']) ? body['status'] : {}
  const data = isObject(body['data']) ? body['data'] : {}
  const statusCode = number(status['code'])
  const code = text(data['errorCode']) ?? text(data['error'])
  const isFailure = statusCode === undefined ? code !== undefined : statusCode >= 400
  if (!isFailure) return undefined
  const words = [text(status['description']), text(data['moreInfo']) ?? text(data['message'])]
  return { code, words: words.filter(Boolean).join(': '), status: statusCode }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const number = (value: unknown): number | undefined => {
  const result = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isInteger(result) ? result : undefined
}

import { createHash } from 'node:crypto'
import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import type { ShopState } from '../state.ts'

/** Milliseconds that the file of a result is kept. */
export const keepsFor = 7 * 86_400_000

const folder = '/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/'
const account = 'assets-us-prod@shopify-tiers.iam.gserviceaccount.com'

const signatureOf = (name: string, expires: number): string =>
  createHash('sha256').update(`${name} ${expires}`).digest('base64')

/** Where the storage gives a file, to whoever has this address. */
export function addressOf(name: string, now: number): string {
  const expires = Math.floor((now + keepsFor) / 1_000)
  const query = new URLSearchParams({
    GoogleAccessId: account,
    Expires: String(expires),
    Signature: signatureOf(name, expires),
  })
  return `https://storage.googleapis.com${folder}${name}?${query.toString()}`
}

/** Stands for the storage that Shopify puts files into and takes files from; undefined where it is not meant. */
export function answerStorage(
  request: EmulatorRequest,
  state: ShopState,
  now: number,
): EmulatorAnswer | undefined {
  if (request.path.startsWith(folder)) return give(request, state, now)
  if (request.path === '/' && request.method === 'POST') return take(request, state)
  return undefined
}

function give({ path, query, headers }: EmulatorRequest, { files }: ShopState, now: number): EmulatorAnswer {
  // The real one ignores a token. Here one that leaks is noticed.
  if (headers['x-shopify-access-token'] !== undefined)
    return refused(400, 'InvalidArgument', 'A token was sent.')
  const name = path.slice(folder.length)
  const expires = Number(query.get('Expires'))
  if (query.get('Signature') !== signatureOf(name, expires))
    return refused(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.')
  if (now > expires * 1_000) return refused(400, 'ExpiredToken', 'The provided token has expired.')
  const file = files.get(name)
  if (file === undefined) return refused(404, 'NoSuchKey', 'The specified key does not exist.')
  const common = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes' }
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers['range'] ?? '')
  if (range === null) return { status: 200, headers: common, body: file }
  const [start, end] = [Number(range[1]), Math.min(Number(range[2]), file.byteLength - 1)]
  if (start > end) {
    return {
      ...refused(416, 'InvalidRange', 'The requested range cannot be satisfied.'),
      headers: { 'content-range': `bytes */${file.byteLength}` },
    }
  }
  return {
    status: 206,
    headers: { ...common, 'content-range': `bytes ${start}-${end}/${file.byteLength}` },
    body: file.subarray(start, end + 1),
  }
}

/** A form whose last part is the file (what follows it is not read), and whose other parts are those of the ticket. */
function take({ headers, body }: EmulatorRequest, { files }: ShopState): EmulatorAnswer {
  if (headers['x-shopify-access-token'] !== undefined)
    return refused(400, 'InvalidArgument', 'A token was sent.')
  const boundary = /boundary=(\S+)$/.exec(headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return refused(400, 'MalformedPOSTRequest', 'There is no form.')
  const fields = new Map<string, string>()
  for (const part of body.split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n')
    const name = / name="([^"]*)"/.exec(head)?.[1] ?? ''
    fields.set(name, rest.join('\r\n\r\n').slice(0, -2))
    if (name === 'file') break
  }
  const key = fields.get('key')
  const file = fields.get('file')
  if (key === undefined || file === undefined || !fields.has('policy'))
    return refused(400, 'InvalidPolicyDocument', 'The form lacks the key, the policy or the file.')
  files.set(key, new TextEncoder().encode(file))
  return { status: 201, headers: { 'content-type': 'application/xml' }, body: '<PostResponse/>' }
}

const refused = (status: number, code: string, message: string): EmulatorAnswer => ({
  status,
  headers: { 'content-type': 'application/xml; charset=UTF-8' },
  body: `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
})

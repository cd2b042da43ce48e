import { Bytes, Problem, type Http } from '@patchbay/contract'
import { shopify } from '../vendor.ts'

type ShopifyHttp = Http<keyof typeof shopify.origins>

/** Whole lines at the beginning of some bytes. What is behind them is not copied away: that costs more than it takes. */
export interface Lines {
  readonly bytes: Uint8Array
  readonly length: number
}

/** A stretch of a result: whole lines, and where they begin and end in the file. */
export interface Stretch extends Lines {
  readonly start: number
  readonly end: number
}

/** The file of a bulk operation's result, at the storage that Shopify puts it into. */
export interface ResultFile {
  /** The lines that begin at a byte, about as many as are read at once; undefined at the end of the file. */
  stretch(start: number): Promise<Stretch | undefined>
}

/** Bytes that are read at once. Three such stretches are held and parsed at a time. */
export const stretchSize = 524_288

/** No line is longer; a line is one object without its children. */
const longestLine = 8 * stretchSize

const lineFeed = 10

/** Opens the file at an address that Shopify has signed. It is read without the access token. */
export function openResultFile(http: ShopifyHttp, address: string): ResultFile {
  const { path, query } = locationOf(address)
  let size: number | undefined

  const read = async (start: number, length: number): Promise<Uint8Array> => {
    const { status, headers, body } = await http.get(path, {
      origin: 'storage',
      credentials: 'omit',
      query,
      headers: { accept: '*/*', range: `bytes=${start}-${start + length - 1}` },
      response: Bytes,
    })
    if (status !== 206) {
      // The whole file, from a storage that heeds no ranges; it was small enough to be taken.
      size = body.byteLength
      return body.slice(start, start + length)
    }
    const total = Number(/\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1])
    if (!Number.isSafeInteger(total) || (size !== undefined && size !== total)) {
      throw new Problem('vendor_error', {
        detail: 'The file of the result is another one than at the beginning, or does not tell its size.',
        advice: 'Begin anew, without a cursor.',
        retryable: false,
      })
    }
    size = total
    return body
  }

  return {
    async stretch(start) {
      if (size !== undefined && start >= size) return undefined
      for (let length = stretchSize; length <= longestLine; length *= 2) {
        const bytes = await read(start, length)
        if (bytes.byteLength === 0) return undefined
        const isLast = size !== undefined && start + bytes.byteLength >= size
        const end = isLast ? bytes.byteLength : bytes.lastIndexOf(lineFeed) + 1
        if (end > 0) return { bytes, length: end, start, end: start + end }
      }
      throw new Problem('vendor_error', {
        detail: `A line of the result is longer than ${longestLine} bytes.`,
        retryable: false,
      })
    },
  }
}

/** The file, if the address leads to the storage that is declared: no other one is asked. */
function locationOf(address: string): { path: string; query: Record<string, string> } {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.origin !== shopify.origins.storage) {
    throw new Problem('vendor_error', {
      detail: `Shopify has put the result at ${url?.host ?? 'an address that is none'}, which this connector does not know.`,
      retryable: false,
    })
  }
  return { path: url.pathname, query: Object.fromEntries(url.searchParams) }
}

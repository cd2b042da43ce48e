import { Problem } from '@patchbay/contract'
import type { Lines } from './result-file.ts'

/** One object of a result. */
export interface Line {
  /** Of which stretch: -1, 0 or 1. */
  readonly stretch: number
  /** As it is in the file. */
  readonly text: string
  /** The same without `__parentId`. */
  readonly own: string
  readonly id: string | undefined
  readonly parentId: string | undefined
  readonly children: Line[]
}

const decoder = new TextDecoder()

/** The objects of a stretch. */
export function readLines({ bytes, length }: Lines, stretch: number): Line[] {
  return decoder
    .decode(bytes.subarray(0, length))
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => ({ stretch, text, ...(quickly(text) ?? slowly(text)), children: [] }))
}

type Read = Pick<Line, 'own' | 'id' | 'parentId'>

const beforeId = '{"id":"'
const beforeParent = ',"__parentId":"'
const afterParent = '"}'

/**
 * What a line says where it looks as Shopify writes it, `id` first and `__parentId` last; undefined where it may look
 * otherwise. To parse a gigabyte makes several of objects, which are all thrown away. Within a text of JSON no quote is
 * without a backslash, so that neither mark can be found in one.
 */
function quickly(text: string): Read | undefined {
  if (!text.startsWith(beforeId) || !text.endsWith('}')) return undefined
  const id = text.slice(beforeId.length, text.indexOf('"', beforeId.length))
  if (id.includes('\\')) return undefined
  const place = text.lastIndexOf(beforeParent)
  if (place < 0) return text.includes('"__parentId"') ? undefined : { own: text, id, parentId: undefined }
  const parentId = text.slice(place + beforeParent.length, -afterParent.length)
  if (!text.endsWith(afterParent) || /["\\]/.test(parentId)) return undefined
  return { own: `${text.slice(0, place)}}`, id, parentId }
}

function slowly(text: string): Read {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Problem('vendor_error', {
      detail:
        'A line of the result is not JSON. Its file may have changed, or the cursor is not one of this result.',
      retryable: false,
      cause: error,
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('vendor_error', { detail: 'A line of the result is no object.', retryable: false })
  }
  const { __parentId: parentId, ...own } = value as Record<string, unknown>
  const { id } = own
  return {
    own: JSON.stringify(own),
    id: typeof id === 'string' ? id : undefined,
    parentId: typeof parentId === 'string' ? parentId : undefined,
  }
}

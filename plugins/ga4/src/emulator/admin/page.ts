import { wrong, type Resource } from './call.ts'

interface Asked {
  readonly pageSize: string | number | null | undefined
  readonly pageToken: string | null | undefined
  /** All else that was asked: a token goes on with the same alone. */
  readonly scope: string
}

const standard = 50
const most = 200

/** A page of a list, with the token of the next one where there is one. `shown` makes of items what answers have. */
export function pageOf(
  items: readonly Resource[],
  field: string,
  { pageSize, pageToken, scope }: Asked,
  shown: (item: Resource) => Resource = (item) => item,
): object {
  const asked = Number(pageSize ?? 0)
  if (asked < 0) throw wrong('page_size', 'Page size must not be negative.')
  const size = Math.min(asked === 0 ? standard : asked, most)
  const begin = beginOf(pageToken, scope)
  const end = begin + size
  const page = items.slice(begin, end).map((item) => shown(item))
  return {
    // Google leaves out what is empty.
    ...(page.length === 0 ? {} : { [field]: page }),
    ...(end < items.length ? { nextPageToken: tokenOf(end, scope) } : {}),
  }
}

const tokenOf = (begin: number, scope: string): string =>
  Buffer.from(JSON.stringify([begin, scope])).toString('base64url')

function beginOf(token: string | null | undefined, scope: string): number {
  if (token === null || token === undefined || token === '') return 0
  try {
    const [begin, of] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [number, string]
    if (Number.isInteger(begin) && of === scope) return begin
  } catch {
    // Refused below, as one of another list is.
  }
  throw wrong('page_token', 'The page token is invalid.')
}

import { Problem, type FieldError } from '@patchbay/contract'

/** What to search for. Every field narrows, unless any of them is to be enough. */
export interface SearchFields {
  readonly text?: string
  readonly content?: string
  readonly from?: string
  readonly to?: string
  readonly cc?: string
  readonly subject?: string
  readonly fileName?: string
  readonly fileContent?: string
  readonly has?: ReadonlyArray<'attachment' | 'flags' | 'convo'>
  readonly folderId?: string
  readonly labelId?: string
  /** Days: `2026-11-20`. */
  readonly after?: string
  readonly before?: string
  readonly includeSpamAndTrash?: boolean
  readonly match?: 'all' | 'any'
}

/** Zoho's names of the fields that hold words of the caller. */
const wordFields = {
  text: 'entire',
  content: 'content',
  from: 'sender',
  to: 'to',
  cc: 'cc',
  subject: 'subject',
  fileName: 'fileName',
  fileContent: 'fileContent',
} as const

type WordField = keyof typeof wordFields

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/**
 * The key by which Zoho searches: `name:"words"`, joined. Words are always within quotes, and what would end them, or
 * join something to them, is refused and never altered: nobody can widen a search through what is searched for. Throws
 * `invalid_input`.
 */
export function searchKeyOf(fields: SearchFields): string {
  const errors: FieldError[] = []
  const terms: string[] = []
  for (const name of Object.keys(wordFields) as WordField[]) {
    const words = fields[name]
    if (words === undefined) continue
    const fault = faultOf(words)
    if (fault !== undefined) errors.push({ path: `/${name}`, message: fault })
    else terms.push(`${wordFields[name]}:"${words.trim()}"`)
  }
  for (const one of fields.has ?? []) terms.push(`has:${one}`)
  if (fields.labelId !== undefined) terms.push(`label:${fields.labelId}`)
  if (fields.folderId !== undefined) terms.push(`in:${fields.folderId}`)
  for (const [name, key] of [
    ['after', 'fromDate'],
    ['before', 'toDate'],
  ] as const) {
    const day = fields[name]
    if (day === undefined) continue
    const written = zohoDay(day)
    if (written === undefined) errors.push({ path: `/${name}`, message: 'must be a day such as 2026-11-20' })
    else terms.push(`${key}:${written}`)
  }
  if (errors.length > 0)
    throw new Problem('invalid_input', { detail: 'Zoho cannot search for this.', errors })
  if (terms.length === 0) {
    throw new Problem('invalid_input', {
      detail: 'A search needs something to search for.',
      errors: [{ path: '/text', message: 'is required here unless another field is given' }],
    })
  }
  if (fields.match !== 'any') {
    const wide = fields.includeSpamAndTrash === true ? ['inclspamtrash:true'] : []
    return [...terms, ...wide].join('::')
  }
  if (fields.includeSpamAndTrash === true) {
    throw new Problem('invalid_input', {
      detail: 'How Zoho joins this to a search of which any part is enough is not known.',
      errors: [{ path: '/includeSpamAndTrash', message: 'must not stand beside match=any' }],
    })
  }
  return terms.join(':or:')
}

function faultOf(words: string): string | undefined {
  if (words.trim() === '') return 'must have a character that is no space'
  if (words.includes('"')) return 'must not have a double quote, which ends what Zoho searches for'
  if (/::|:or:/i.test(words)) return 'must not have :: or :or:, by which Zoho joins searches'
  if (words.trimEnd().endsWith('\\')) return 'must not end with a backslash'
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f]/.test(words) ? 'must be one line without control characters' : undefined
}

function zohoDay(day: string): string | undefined {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  const name = months[Number(month) - 1]
  const isDay = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(date)
  return name === undefined || !isDay ? undefined : `${date}-${name}-${year}`
}

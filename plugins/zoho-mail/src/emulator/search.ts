import type { Message, State } from './state.ts'

type Test = (message: Message) => boolean

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/**
 * Reads a search key: `name:value` joined by `::` or `:or:`, phrases in double quotes. Undefined for what Zoho would not
 * understand, so that a value that breaks out of its place is seen.
 */
export function readSearchKey(key: string, state: State): Test | undefined {
  const parts = split(key)
  if (parts === undefined) return undefined
  const names = parts.terms.map((term) => term.split(':', 1)[0] ?? '')
  const tests = parts.terms.map((term) => readTerm(term, state))
  if (tests.length === 0 || tests.includes(undefined)) return undefined
  const known = tests as Test[]
  const isWide = names.includes('inclspamtrash') || names.includes('in')
  const passes: Test =
    parts.joiner === 'or'
      ? (one) => known.some((test) => test(one))
      : (one) => known.every((test) => test(one))
  return (message) => passes(message) && (isWide || !isSpamOrTrash(message, state))
}

const isSpamOrTrash = ({ folderId }: Message, { folders }: State): boolean =>
  /^(?:Spam|Trash)$/.test(folders.find(({ id }) => id === folderId)?.type ?? '')

/** Cuts at joiners outside quotes; undefined where a quote is left open. */
function split(key: string): { readonly terms: string[]; readonly joiner: 'and' | 'or' } | undefined {
  const terms: string[] = []
  let joiner: 'and' | 'or' = 'and'
  let term = ''
  let isQuoted = false
  for (let index = 0; index < key.length;) {
    const joined = isQuoted ? undefined : /^(?:::|:or:)/.exec(key.slice(index))?.[0]
    if (joined !== undefined) {
      if (joined === ':or:') joiner = 'or'
      terms.push(term)
      term = ''
      index += joined.length
      continue
    }
    const character = key[index] ?? ''
    if (character === '"') isQuoted = !isQuoted
    term += character
    index += 1
  }
  return isQuoted ? undefined : { terms: [...terms, term], joiner }
}

const unquoted = (value: string): string | undefined => {
  const phrase = /^"([^"]*)"$/.exec(value)?.[1]
  return phrase ?? (value.includes('"') ? undefined : value)
}

function readTerm(term: string, state: State): Test | undefined {
  if (term === 'newMails') return () => true
  const [, name = '', rest = ''] = /^(\w+):(.+)$/s.exec(term) ?? []
  const value = unquoted(rest)
  if (value === undefined || name === '') return undefined
  const has = (text: string): boolean => text.toLowerCase().includes(value.toLowerCase())
  switch (name) {
    case 'entire':
      return ({ subject, content, from, fromName, to }) => [subject, content, from, fromName, ...to].some(has)
    case 'content':
      return ({ content }) => has(content)
    case 'subject':
      return ({ subject }) => has(subject)
    case 'sender':
      return ({ from, fromName }) => has(from) || has(fromName)
    case 'to':
      return ({ to }) => to.some(has)
    case 'cc':
      return ({ cc }) => cc.some(has)
    case 'fileName':
      return ({ attachments }) => attachments.some((one) => has(one.name))
    case 'fileContent':
      return ({ attachments }) => attachments.some((one) => has(new TextDecoder().decode(one.bytes)))
    case 'has':
      return hasTest(value)
    case 'in':
      return ({ folderId }) =>
        folderId === value ||
        state.folders.find(({ id }) => id === folderId)?.name.toLowerCase() === value.toLowerCase()
    case 'label':
      return ({ labelIds }) =>
        labelIds.some((id) => id === value || state.labels.find((one) => one.id === id)?.name === value)
    case 'fromDate':
    case 'toDate':
      return dateTest(name, value)
    case 'inclspamtrash':
    case 'groupResult':
      return /^(?:true|false)$/.test(value) ? () => true : undefined
    default:
      return undefined
  }
}

function hasTest(value: string): Test | undefined {
  if (value === 'attachment') return ({ attachments }) => attachments.length > 0
  if (value === 'flags') return ({ flag }) => flag !== 'flag_not_set'
  if (value === 'convo') return ({ threadId }) => threadId !== undefined
  return undefined
}

function dateTest(name: 'fromDate' | 'toDate', value: string): Test | undefined {
  const [, day = '', month = '', year = ''] = /^(\d\d)-([A-Za-z]{3})-(\d{4})$/.exec(value) ?? []
  const index = months.indexOf(month.toUpperCase())
  if (index === -1) return undefined
  const start = Date.UTC(Number(year), index, Number(day))
  return name === 'fromDate'
    ? ({ receivedTime }) => receivedTime >= start
    : ({ receivedTime }) => receivedTime < start + 86_400_000
}

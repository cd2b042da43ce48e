/** A question that the emulator understands. */
export interface Question {
  readonly from: string
  readonly show: readonly string[]
  readonly where: readonly Condition[]
  readonly by: readonly string[]
  readonly step: string | undefined
  readonly since: string
  readonly until: string
  readonly order: ReadonlyArray<{ readonly column: string; readonly isDescending: boolean }>
  readonly limit: number
}

export interface Condition {
  readonly column: string
  readonly operator: string
  readonly value: string
}

/** Thrown for what cannot be read, in words of Shopify's kind. */
export class Unreadable extends Error {}

const clauses = ['FROM', 'SHOW', 'WHERE', 'GROUP', 'TIMESERIES', 'SINCE', 'UNTIL', 'DURING', 'ORDER', 'LIMIT']
const beyond = new Set(['WITH', 'HAVING', 'COMPARE', 'VISUALIZE'])
const operators = new Set(['=', '!=', '<', '>', '<=', '>='])
const months: Readonly<Record<string, readonly [string, string]>> = {
  today: ['today', 'today'],
  yesterday: ['yesterday', 'yesterday'],
  last_week: ['-7d', 'yesterday'],
  last_month: ['-30d', 'yesterday'],
}

/** Reads a query, clause after clause in their order. */
export function parseQuestion(text: string): Question {
  const tokens = tokensOf(text)
  let at = 0
  const peek = (): string => tokens[at]?.toUpperCase() ?? ''
  const next = (expected: string): string => {
    const token = tokens[at]
    if (token === undefined)
      throw new Unreadable(`syntax error, unexpected end of query, expected ${expected}`)
    at += 1
    return token
  }
  const word = (expected: string): string => {
    const token = next(expected)
    if (!/^[a-z_]+$/i.test(token))
      throw new Unreadable(`syntax error, unexpected ${token}, expected ${expected}`)
    return token.toLowerCase()
  }
  const list = (expected: string): string[] => {
    const found = [word(expected)]
    while (peek() === ',') {
      at += 1
      found.push(word(expected))
    }
    return found
  }

  const made = {
    from: '',
    show: [] as string[],
    where: [] as Condition[],
    by: [] as string[],
    step: undefined as string | undefined,
    since: '-30d',
    until: 'today',
    order: [] as Array<{ column: string; isDescending: boolean }>,
    limit: 1_000,
  }
  let last = -1
  while (at < tokens.length) {
    const clause = next('a clause').toUpperCase()
    if (beyond.has(clause)) throw new Unreadable(`This emulator does not read ${clause}.`)
    const place = clauses.indexOf(clause)
    if (place < 0) throw new Unreadable(`syntax error, unexpected ${clause}`)
    if (place < last || (place === last && clause !== 'ORDER'))
      throw new Unreadable(`syntax error, unexpected ${clause} after ${clauses[last]}`)
    last = place
    if (clause === 'GROUP' || clause === 'ORDER') {
      if (next('BY').toUpperCase() !== 'BY') throw new Unreadable(`syntax error, expected BY after ${clause}`)
    }
    if (clause === 'FROM') made.from = word('a schema')
    else if (clause === 'SHOW') made.show = list('a column')
    else if (clause === 'GROUP') made.by = list('a column')
    else if (clause === 'TIMESERIES') made.step = word('a step of time')
    else if (clause === 'SINCE') made.since = next('a day')
    else if (clause === 'UNTIL') made.until = next('a day')
    else if (clause === 'LIMIT') made.limit = Number(next('a number'))
    else if (clause === 'DURING') {
      const name = word('a span')
      const span = months[name]
      if (span === undefined) throw new Unreadable(`Unknown span of time: ${name}`)
      ;[made.since, made.until] = span
    } else if (clause === 'ORDER') {
      do {
        if (peek() === ',') at += 1
        const column = word('a column')
        const isDescending = peek() === 'DESC'
        if (peek() === 'DESC' || peek() === 'ASC') at += 1
        made.order.push({ column, isDescending })
      } while (peek() === ',')
    } else {
      for (;;) {
        const column = word('a column')
        const operator = next('a comparison')
        if (!operators.has(operator)) throw new Unreadable(`syntax error, unexpected ${operator}`)
        made.where.push({ column, operator, value: next('a value').replace(/^'(.*)'$/s, '$1') })
        if (peek() !== 'AND') break
        at += 1
      }
    }
  }
  if (made.from === '') throw new Unreadable('syntax error, expected FROM')
  if (made.show.length === 0) throw new Unreadable('syntax error, expected SHOW')
  if (!Number.isInteger(made.limit) || made.limit < 1)
    throw new Unreadable('LIMIT must be a positive integer')
  return made
}

function tokensOf(text: string): string[] {
  const pattern = /\s*('(?:[^']*)'|[<>!]=|[=<>,]|-?\d{1,4}(?:-\d{2}-\d{2}|[a-z])?|[a-z_][a-z0-9_]*)/giy
  const tokens: string[] = []
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    tokens.push(match[1] ?? '')
    if (pattern.lastIndex === text.trimEnd().length) return tokens
  }
  throw new Unreadable(`syntax error, unexpected character after ${tokens.at(-1) ?? 'the beginning'}`)
}

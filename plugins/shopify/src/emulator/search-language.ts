/** One condition of a search. `field` is undefined for words that may stand anywhere. */
export interface Term {
  readonly field: string | undefined
  readonly comparator: '=' | '<' | '>' | '<=' | '>='
  readonly value: string
  /** Whether the value only has to begin so. */
  readonly prefix: boolean
}

export type Search =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Search[] }
  | { readonly kind: 'not'; readonly part: Search }
  | { readonly kind: 'term'; readonly term: Term }

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Term

const quotedPart = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y
const namePart = /([A-Za-z_][\w.]*):(<=|>=|<|>)?/y
const barePart = /[^\s()"']+/y

/** Reads Shopify's search language. Terms without a connective must all hold; OR binds looser than AND. */
export function parseSearch(text: string): Search {
  const tokens = tokenize(text)
  let position = 0

  const any = (): Search => {
    const parts = [all()]
    while (tokens[position] === 'OR') {
      position += 1
      parts.push(all())
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'any', parts }
  }
  const all = (): Search => {
    const parts: Search[] = []
    for (
      let token = tokens[position];
      token !== undefined && token !== 'OR' && token !== ')';
      token = tokens[position]
    ) {
      if (token === 'AND') position += 1
      else parts.push(one())
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'all', parts }
  }
  const one = (): Search => {
    const token = tokens[position]
    position += 1
    if (token === 'NOT') return { kind: 'not', part: one() }
    if (token === '(') {
      const inner = any()
      if (tokens[position] === ')') position += 1
      return inner
    }
    return typeof token === 'object' ? { kind: 'term', term: token } : { kind: 'all', parts: [] }
  }

  const parts: Search[] = []
  while (position < tokens.length) {
    parts.push(any())
    if (tokens[position] === ')') position += 1 // one too many
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'all', parts }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position
    const match = pattern.exec(text)
    if (match !== null) position = pattern.lastIndex
    return match
  }
  while (position < text.length) {
    const character = text[position] ?? ''
    if (/\s/.test(character)) position += 1
    else if (character === '(' || character === ')') {
      tokens.push(character)
      position += 1
    } else if (character === '-' && /\S/.test(text[position + 1] ?? '')) {
      tokens.push('NOT')
      position += 1
    } else {
      const name = take(namePart)
      const quote = take(quotedPart)
      const bare = quote === null ? take(barePart) : null
      const raw = quote === null ? (bare?.[0] ?? '') : unquoted(quote[0])
      if (name === null && (raw === 'AND' || raw === 'OR' || raw === 'NOT') && bare !== null) tokens.push(raw)
      else tokens.push(termOf(name, raw, bare !== null))
      if (name === null && quote === null && bare === null) position += 1 // a quote that never closes
    }
  }
  return tokens
}

function termOf(name: RegExpExecArray | null, raw: string, isBare: boolean): Term {
  const prefix = isBare && raw.endsWith('*') && raw.length > 1
  return {
    field: name?.[1],
    comparator: comparators[name?.[2] ?? ''] ?? '=',
    value: prefix ? raw.slice(0, -1) : raw,
    prefix,
  }
}

const comparators: Readonly<Record<string, Term['comparator']>> = {
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1')
}

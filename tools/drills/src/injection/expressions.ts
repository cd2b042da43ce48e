import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parse } from 'acorn'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** A regular expression of ours, and the file that it is in. */
export interface Found {
  readonly file: string
  readonly source: string
  readonly flags: string
}

interface ExpressionToken {
  readonly value: { readonly pattern: string; readonly flags: string }
}

/** Every regular expression that is written down in the sources that run in production. */
export function expressionsOfSources(): Found[] {
  return globSync('{packages,plugins}/*/src/**/*.ts', { cwd: root }).flatMap((file) => {
    const found: Found[] = []
    parse(stripTypeScriptTypes(readFileSync(`${root}/${file}`, 'utf8')), {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowHashBang: true,
      onToken(token) {
        if (token.type.label !== 'regexp') return
        const { pattern, flags } = (token as unknown as ExpressionToken).value
        found.push({ file, source: pattern, flags })
      },
    })
    return found
  })
}

/** Every `pattern` in a document that holds schemas, once. */
export function patternsIn(document: unknown): string[] {
  const patterns = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (name === 'pattern' && typeof member === 'string') patterns.add(member)
      else visit(member)
    }
  }
  visit(document)
  return [...patterns]
}

const fillers = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  '\n',
  '-',
  '.',
  '/',
  '"',
  '\\',
  ',',
  ':',
  '@',
  '%',
  'a.',
  'a-',
  'a ',
  '0,',
  '{',
  "'",
  '`',
]

/** Texts that make an expression with more than one way to match try them all: something repeated, and then a misfit. */
export function attacksOn(source: string, length: number): string[] {
  const literals = source
    .replaceAll(/\\[dwsDWSbB]|\(\?<?[:=!]|\{\d+,?\d*\}|\[(?:[^\]\\]|\\.)*\]|[$()*+?^|]/g, '\0')
    .split('\0')
    .map((text) => text.replaceAll(/\\(.)/g, '$1'))
    .filter((text) => text !== '')
  const pumps = [...new Set([...literals, ...fillers])]
  const beginnings = ['', ...literals.slice(0, 3)]
  return pumps.flatMap((pump) =>
    beginnings.map((beginning) => `${beginning}${pump.repeat(Math.ceil(length / pump.length))}\u0001,`),
  )
}

/** The longest that the expression took for any of the texts, in milliseconds; what was slow once may try again. */
export function slowest(expression: RegExp, texts: readonly string[]): number {
  return Math.max(
    ...texts.map((text) => {
      const first = timeOf(expression, text)
      return first < worthRepeating
        ? first
        : Math.min(first, timeOf(expression, text), timeOf(expression, text))
    }),
  )
}

const worthRepeating = 10

function timeOf(expression: RegExp, text: string): number {
  expression.lastIndex = 0
  const begun = performance.now()
  expression.test(text)
  return performance.now() - begun
}

/**
 * Text from outside, made safe for a line or a table cell of Markdown. Anyone can search for anything, so a query may
 * be a link, an image or a piece of HTML: what has a meaning in Markdown loses it. Bare URLs stay as they are, for
 * their target can be seen; so do underscores within words, which mean nothing and are frequent in URLs.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*[\]<>|~]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
}

/** A table; the first column is text, the others are numbers. The cells have to be escaped already. */
export function tableOf(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  )
}

const none = '–'

export function wholeNumber(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

export function percent(value: number | null): string {
  return value === null ? none : `${(value * 100).toFixed(1)} %`
}

export function decimal(value: number | null): string {
  return value === null ? none : value.toFixed(1)
}

/** With its sign, so that a change cannot be taken for a value. */
export function signed(value: number | null, write: (value: number) => string): string {
  if (value === null) return none
  const text = write(value)
  if (!/[1-9]/.test(text)) return write(0)
  return value > 0 ? `+${text}` : text
}

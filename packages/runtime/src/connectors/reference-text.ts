/** Text in one cell of a table. */
export const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()

export const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text

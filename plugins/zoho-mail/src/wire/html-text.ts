import { decodeHTML } from 'entities'

/** Text that Zoho has written for a page: its entities are decoded, once. */
export const decoded = (text: string): string => decodeHTML(text)

export interface Address {
  readonly name: string | null
  readonly address: string
}

/**
 * Addresses as Zoho writes them in one line: `"Name"<a@b.example>,<c@d.example>`, with entities. `Not Provided` stands
 * for none.
 */
export function addressesOf(line: string): Address[] {
  const text = decoded(line).trim()
  if (text === '' || /^not provided$/i.test(text)) return []
  return cut(text).flatMap((part) => {
    const [, label = '', inside] = /^(.*?)<([^<>]*)>\s*$/s.exec(part) ?? []
    const address = (inside ?? part).trim()
    if (address === '') return []
    const name = label
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll(String.raw`\"`, '"')
    return [{ name: name === '' ? null : name, address }]
  })
}

/** Cuts at commas that are neither quoted nor within angle brackets. */
function cut(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  let depth = 0
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (!isQuoted && character === '<') depth += 1
    if (!isQuoted && character === '>') depth = Math.max(0, depth - 1)
    if (character === ',' && !isQuoted && depth === 0) {
      parts.push(part)
      part = ''
    } else part += character
  }
  return [...parts, part].map((one) => one.trim()).filter(Boolean)
}

import { isRecord } from '../options.ts'

/** Items of a list, and members of a thing, that are shown. */
const shownItems = 2
const shownMembers = 8
const longestText = 120

/**
 * A value as a transcript shows it: short, and without what is another each time. Times and days are replaced, since
 * emulators count some of them from today.
 */
export function tidy(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value)
  if (Array.isArray(value)) {
    const shown: unknown[] = value.slice(0, shownItems).map(tidy)
    return value.length > shownItems ? [...shown, `… ${value.length - shownItems} more`] : shown
  }
  if (!isRecord(value)) return value
  const members = Object.entries(value)
  const shown = members.slice(0, shownMembers).map(([name, member]) => [name, tidy(member)])
  if (members.length > shownMembers) shown.push(['…', `${members.length - shownMembers} more`])
  return Object.fromEntries(shown)
}

export function tidyText(text: string): string {
  const plain = text
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g, '<time>')
    .replaceAll(/\b20\d{2}-\d{2}-\d{2}\b/g, '<day>')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>')
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain
}

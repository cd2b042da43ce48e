import { mayBeEscaped, unescapeOnce } from './escapes.ts'
import { isSecretName } from './secret-names.ts'

/** A text by which a secret can be recognised. */
export interface SecretForm {
  readonly text: string
  /** Part of a longer encoded text, which has to go as a whole: `user:secret` in base64. */
  readonly isEncoded: boolean
}

/** Shorter values would redact half of every line. They are redacted by the names of their fields only. */
export const shortestSecret = 6

// A line of this length is worth something by itself; the armour around a key is not.
const shortestLine = 16
const armour = /^-----[A-Z0-9 ]+-----$/
const mostLevels = 3

/** Every text that gives the secret away, whoever wrote it. Escapes are not among them: they are read, not listed. */
export function formsOf(secret: string): SecretForm[] {
  const forms = new Map<string, SecretForm>()
  const add = (text: string, isEncoded: boolean): void => {
    if (text.length >= shortestSecret) forms.set(text, { text, isEncoded })
  }
  for (const text of writtenForms(secret)) {
    for (const plain of [text, ...unescaped(text)]) {
      add(plain, false)
      add(Buffer.from(plain).toString('latin1'), false)
    }
    for (const inside of new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)])) {
      for (const encoded of encodings(Buffer.from(inside))) add(encoded, true)
    }
  }
  for (const line of secret.split(/\r?\n|\r/)) {
    const text = line.trim()
    if (text.length >= shortestLine && !armour.test(text)) add(text, false)
  }
  return [...forms.values()]
}

/** The secrets inside of a secret that is a JSON document, such as the key file of a service account. */
export function secretsWithin(secret: string): string[] {
  if (!secret.trimStart().startsWith('{')) return []
  try {
    return namedSecrets(JSON.parse(secret), false)
  } catch {
    return [] // it only begins like one
  }
}

function namedSecrets(value: unknown, isSecret: boolean): string[] {
  if (typeof value === 'string') return isSecret ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    namedSecrets(member, isSecret || isSecretName(name)),
  )
}

/** The ways to write the same secret down: other line breaks, none, as a form or as HTML does it. */
function writtenForms(secret: string): Set<string> {
  const lines = secret.split(/\r?\n|\r/)
  const forms = new Set([secret, secret.trim(), secret.replaceAll(' ', '+'), inHtml(secret)])
  if (lines.length > 1) for (const end of ['\n', '\r\n', ' ', '']) forms.add(lines.join(end).trim())
  return forms
}

const inHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** A secret may itself look escaped; reading the text around it then reads the secret too. */
function unescaped(text: string): string[] {
  const levels: string[] = []
  let level = text
  while (levels.length < mostLevels && mayBeEscaped(level)) {
    const next = unescapeOnce(level, 'all')
    if (next === undefined) break
    level = next.text
    levels.push(level)
  }
  return levels
}

function encodings(bytes: Buffer): string[] {
  const hex = bytes.toString('hex')
  const base64 = [0, 1, 2].map((offset) => base64Core(bytes, offset))
  return [
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

/** What base64 makes of the bytes wherever they stand: without the characters that depend on their neighbors. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
}

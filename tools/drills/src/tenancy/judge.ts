import type { Answer } from '../support/open-app.ts'
import type { CellRequest } from './cells.ts'
import type { DocumentedRoute } from './document-routes.ts'

/** Headers that differ between any two answers. */
const passing = new Set(['date', 'x-request-id', 'ratelimit', 'connection', 'keep-alive', 'age'])

/** What moves by itself, so that no two answers are alike: these are judged by what they show. */
const moving = new Set(['/metrics', '/v1/limits', '/v1/health/connectors'])

/** The forms in which a text may stand in an answer, the longest text first. */
const formsOf = (texts: readonly string[]): string[] =>
  texts
    .toSorted((one, other) => other.length - one.length)
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)])

/** An answer without what it must have of its own request: the ids of that, and the texts that its asker has said. */
export function comparable(
  { status, headers, text }: Answer,
  said: readonly string[],
  { path }: Pick<DocumentedRoute, 'path'>,
): string {
  const isSuccess = status < 300
  if (isSuccess && moving.has(path)) return String(status)
  const forms = formsOf(said)
  const plain = (words: string): string => {
    const blank = forms.reduce((rest, form) => rest.replaceAll(form, '…'), words)
    const named = blank.replaceAll(/[0-9a-f]{32}/g, 'ID')
    // What succeeded is the asker's own, and newer each time.
    return isSuccess
      ? named
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
          .replaceAll(/key_\w{16}/g, 'KEY')
          .replaceAll(/pb_(live|test)_\w+/g, 'TEXT')
          .replaceAll(/"duration":\d+/g, 'DURATION')
          .replaceAll(/"version":\d+|^"\d+"$/g, 'VERSION')
      : named
  }
  const kept = [...headers].filter(
    ([name]) => !passing.has(name) && !(isSuccess && name === 'content-length'),
  )
  return JSON.stringify([status, kept.map(([name, value]) => `${name}: ${plain(value)}`), plain(text)])
}

/** What of the first tenant an answer shows that its asker has not said before; undefined if nothing. */
export function shownOf(
  { headers, text }: Answer,
  { url, headers: sent, body }: CellRequest,
  marks: readonly string[],
  saidBefore: readonly string[],
): string | undefined {
  const asked = saidBefore.map((one) => Buffer.from(one, 'base64url').toString())
  const said = `${decodeURIComponent(url)} ${JSON.stringify(sent)} ${JSON.stringify(body)} ${saidBefore.join(' ')} ${asked.join(' ')}`
  const shown = `${JSON.stringify([...headers])} ${text}`
  const left = formsOf(saidBefore).reduce((rest, form) => rest.replaceAll(form, ''), shown)
  const word = /[^"]{0,20}canary[^"]{0,20}/i.exec(left)?.[0]
  return word ?? marks.find((mark) => left.includes(mark) && !said.includes(mark))
}

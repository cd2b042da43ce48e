import type { Answer } from '../support/open-app.ts'
import type { CellRequest } from './cells.ts'

/** Headers that differ between any two answers. */
const passing = new Set(['date', 'x-request-id', 'ratelimit', 'connection', 'keep-alive', 'age'])

/** An answer without what it must have of its own request: the ids of that, and the text that it was asked about. */
export function comparable({ status, headers, text }: Answer, asked: string): string {
  const isSuccess = status < 300
  const plain = (words: string): string => {
    const echoed = [asked, JSON.stringify(asked).slice(1, -1), encodeURIComponent(asked)]
    const blank = echoed.reduce((rest, form) => rest.replaceAll(form, '…'), words)
    const named = blank.replaceAll(/[0-9a-f]{32}/g, 'ID')
    // What succeeded is the asker's own, and newer each time.
    return isSuccess
      ? named
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
          .replaceAll(/key_\w{16}/g, 'KEY')
          .replaceAll(/pb_(live|test)_\w+/g, 'TEXT')
          .replaceAll(/"version":\d+|^"\d+"$/g, 'VERSION')
      : named
  }
  const kept = [...headers].filter(
    ([name]) => !passing.has(name) && !(isSuccess && name === 'content-length'),
  )
  return JSON.stringify([status, kept.map(([name, value]) => `${name}: ${plain(value)}`), plain(text)])
}

/** What of the first tenant an answer shows that its request did not say; undefined if nothing. */
export function shownOf(
  { headers, text }: Answer,
  { url, headers: sent, body }: CellRequest,
  marks: readonly string[],
  asked: string,
): string | undefined {
  const said = `${decodeURIComponent(url)} ${JSON.stringify(sent)} ${JSON.stringify(body)} ${Buffer.from(asked, 'base64url').toString()}`
  const shown = `${JSON.stringify([...headers])} ${text}`
  const left = asked === '' ? shown : shown.replaceAll(asked, '').replaceAll(encodeURIComponent(asked), '')
  const word = /[^"]{0,20}canary[^"]{0,20}/i.exec(left)?.[0]
  return word ?? marks.find((mark) => left.includes(mark) && !said.includes(mark))
}

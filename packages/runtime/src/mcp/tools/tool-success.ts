import type { Content } from '@patchbay/contract'
import type { CallMeta, CallResult } from '../../calls/call-result.ts'
import { contentWarnings, harmlessJson } from '../safety/suspicious-content.ts'
import { objectText, type ToolAnswer } from './tool-answer.ts'
import { metaKeys } from './meta-keys.ts'

/** Of an answer of ours there is less to be said than of a vendor's. */
type AnswerMeta = Partial<CallMeta> & Pick<CallMeta, 'requestId'>

interface Success extends Pick<CallResult, 'data' | 'content'> {
  readonly meta: AnswerMeta
}

/** What there is to be said of an answer that is not all there is. */
interface Extras {
  /** Instead of the data as text. */
  readonly text?: string
  readonly notes?: readonly string[]
  readonly links?: readonly Content[]
}

/** What of the meta an agent should read, for the clients that show it nothing but text. */
function notesOf(
  { next, partial, stale, replayed, warnings }: AnswerMeta,
  said: readonly string[],
): string | undefined {
  const notes = [...said]
  if (next !== undefined) notes.push(`There is more: call again with the cursor ${JSON.stringify(next)}.`)
  if (partial === true) notes.push('Some of what was asked for is missing.')
  if (replayed === true) {
    notes.push('This is the answer to the same call, made before: nothing was done a second time.')
  }
  if (stale === true) notes.push('The vendor could not be asked; this is an earlier answer.')
  for (const { code, message, path } of warnings ?? []) {
    notes.push(`Warning (${code}): ${path === undefined ? '' : `${path}: `}${message}`)
  }
  return notes.length === 0 ? undefined : notes.join('\n')
}

const textContent = (text: string): string => `{"type":"text","text":${JSON.stringify(text)}}`

/**
 * The data as structured content, and beside it what the operation shows, or the data once more as text: many clients show
 * a model the text alone (MCP 2025-11-25, server/tools, "Structured Content"). What an agent has to know beside the data is
 * a text of its own. Where data seem to be meant to deceive, a warning says so, and the text has them with escapes: what is
 * parsed from it is the same.
 */
export function toolSuccess(
  { data, meta: given, content: shown }: Success,
  { text = data, notes: said = [], links = [] }: Extras = {},
): ToolAnswer {
  const suspicious = contentWarnings(data)
  const isHarmless = suspicious.length === 0
  const meta = isHarmless ? given : { ...given, warnings: [...(given.warnings ?? []), ...suspicious] }
  const own =
    shown === undefined
      ? textContent(isHarmless ? text : harmlessJson(text))
      : shown.map((one) => JSON.stringify(one)).join(',')
  const notes = notesOf(meta, said)
  const parts = [
    ...(own === '' ? [] : [own]),
    ...(notes === undefined ? [] : [textContent(notes)]),
    ...links.map((link) => JSON.stringify(link)),
  ]
  return {
    text: objectText({
      content: `[${parts.join(',')}]`,
      structuredContent: data,
      _meta: objectText({ [metaKeys.call]: JSON.stringify(meta) }),
    }),
  }
}

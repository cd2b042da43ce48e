import type { CallMeta, CallResult } from '../../calls/call-result.ts'
import { objectText, type ToolAnswer } from './tool-answer.ts'
import { metaKeys } from './meta-keys.ts'

/** What of the meta an agent should read, for the clients that show it nothing but text. */
function notesOf({ next, partial, stale, replayed, warnings }: CallMeta): string | undefined {
  const notes: string[] = []
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
 * The data as structured content, and beside it what the operation shows, or the data once more as text: many clients show a model the text alone (MCP 2025-11-25,
 * server/tools, "Structured Content"). What an agent has to know beside the data is a text of its own.
 */
export function toolSuccess({
  data,
  meta,
  content: shown,
}: Pick<CallResult, 'data' | 'meta' | 'content'>): ToolAnswer {
  const notes = notesOf(meta)
  const own = shown === undefined ? textContent(data) : shown.map((one) => JSON.stringify(one)).join(',')
  const content = notes === undefined ? own : own === '' ? textContent(notes) : `${own},${textContent(notes)}`
  return {
    text: objectText({
      content: `[${content}]`,
      structuredContent: data,
      _meta: objectText({ [metaKeys.call]: JSON.stringify(meta) }),
    }),
  }
}

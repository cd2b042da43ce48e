import type { CallMeta, CallResult } from '../../calls/call-result.ts'
import { objectText, type ToolAnswer } from './tool-answer.ts'
import { metaKeys } from './meta-keys.ts'

/** What of the meta an agent should read, for the clients that show it nothing but text. */
function notesOf({ next, partial, stale, warnings }: CallMeta): string | undefined {
  const notes: string[] = []
  if (next !== undefined) notes.push(`There is more: call again with the cursor ${JSON.stringify(next)}.`)
  if (partial === true) notes.push('Some of what was asked for is missing.')
  if (stale === true) notes.push('The vendor could not be asked; this is an earlier answer.')
  for (const { code, message, path } of warnings ?? []) {
    notes.push(`Warning (${code}): ${path === undefined ? '' : `${path}: `}${message}`)
  }
  return notes.length === 0 ? undefined : notes.join('\n')
}

const textContent = (text: string): string => `{"type":"text","text":${JSON.stringify(text)}}`

/**
 * The data as structured content, and once more as text: many clients show a model the text alone (MCP 2025-11-25,
 * server/tools, "Structured Content"). What an agent has to know beside the data is a text of its own.
 */
export function toolSuccess({ data, meta }: Pick<CallResult, 'data' | 'meta'>): ToolAnswer {
  const notes = notesOf(meta)
  const content = notes === undefined ? textContent(data) : `${textContent(data)},${textContent(notes)}`
  return {
    text: objectText({
      content: `[${content}]`,
      structuredContent: data,
      _meta: objectText({ [metaKeys.call]: JSON.stringify(meta) }),
    }),
  }
}

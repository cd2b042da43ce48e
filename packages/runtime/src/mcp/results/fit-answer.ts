import type { Content } from '@patchbay/contract'
import type { Principal } from '../../access/principal.ts'
import type { CallResult } from '../../calls/call-result.ts'
import type { Check } from '../../calls/schema-compiler.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import { toolSuccess } from '../tools/tool-success.ts'
import { endOfExcerpt, endOfFitting, withItems } from './bulk.ts'
import { cuttable } from './page.ts'
import { keptFor, type KeptResults } from './kept-results.ts'
import { readMoreName } from './read-more-definition.ts'
import { resultUri } from './result-uri.ts'

type Result = Pick<CallResult, 'data' | 'meta' | 'content'>

/**
 * What a call has given as the answer of a tool. One that is longer than the budget has as many whole items as fit; the
 * whole is kept, and the answer says how to read on. It never rejects. `checkOutput`: of the data, where it is not a list
 * of ours, which may ask for more items than fit.
 */
export type FitAnswer = (
  principal: Principal,
  result: Result,
  checkOutput?: Check,
) => MaybePromise<ToolAnswer>

export interface FitAnswerParts {
  readonly kept: Pick<KeptResults, 'keep'>
  /** Characters of data. */
  readonly budget: number
}

export function createFitAnswer({ kept, budget }: FitAnswerParts): FitAnswer {
  const cut = async (principal: Principal, result: Result, check?: Check): Promise<ToolAnswer> => {
    const { data, meta, content } = result
    const { connector, operation, connection, source } = meta
    const short = shorten(data, budget, check)
    const isCut = short !== undefined
    const of = { connector, operation, connection, source }
    const handle = await kept.keep(principal, { data, of, isCut })
    // What an operation shows goes by no items: whoever reads on reads the data from their beginning.
    const isShown = content?.some(({ type, ...one }) => type === 'text' && 'text' in one) === true
    const end = short?.end ?? endOfExcerpt(data, 0, budget)
    const notes = [
      short === undefined
        ? `This answer is long: of ${data.length} characters the text shows the first ${end}.`
        : `This answer is long: items 1-${end} of ${short.total}${short.where} are shown.`,
      handle === undefined ? notKept : readOn(handle, isShown && !isCut ? 0 : end),
    ]
    const links = handle === undefined ? [] : [linkTo(handle, data.length)]
    return toolSuccess(
      {
        data: short?.data ?? data,
        meta,
        ...(content !== undefined && { content: content.map((one) => excerptOf(one, budget)) }),
      },
      { notes: [notes.join(' ')], links, ...(!isCut && { text: data.slice(0, end) }) },
    )
  }
  return (principal, result, check) =>
    result.data.length <= budget ? toolSuccess(result) : cut(principal, result, check)
}

interface Shortened {
  readonly data: string
  /** How many items it has, and how many there are. */
  readonly end: number
  readonly total: number
  /** Which list it is of, in words. */
  readonly where: string
}

/** Undefined where the data cannot be cut to whole items, or would not be valid if they were. */
function shorten(data: string, budget: number, check: Check | undefined): Shortened | undefined {
  const parsed: unknown = JSON.parse(data)
  const bulk = cuttable(parsed, data.length, budget)
  if (bulk === undefined) return undefined
  const { items, path, size } = bulk
  const end = endOfFitting(items, 0, budget - (data.length - size))
  const short = withItems(parsed, path, items.slice(0, end))
  // Data that have never been valid are no worse for being shorter.
  if (check?.(short) !== undefined && check(parsed) === undefined) return undefined
  const where = path.length === 0 ? '' : ` in \`${path.join('.')}\``
  return { data: JSON.stringify(short), end, total: items.length, where }
}

const notKept =
  'The rest could not be kept. Call again and ask for less: with a lower limit, a filter, or from a cursor on, where the tool takes one.'

const readOn = (handle: string, from: number): string =>
  `The whole is kept for ${keptFor} minutes: for what comes next call the tool ${readMoreName}, which is there even if no list shows it, with ${JSON.stringify({ handle, from })}, or read the resource ${resultUri(handle, from)}. Or call again and ask for less.`

const linkTo = (handle: string, size: number): Content => ({
  type: 'resource_link',
  uri: resultUri(handle),
  name: 'whole-answer',
  title: 'The whole answer',
  description: `All ${size} characters of it, in parts; for ${keptFor} minutes.`,
  mimeType: 'application/json',
})

function excerptOf(content: Content, budget: number): Content {
  if (content.type !== 'text' || content.text.length <= budget) return content
  return { ...content, text: `${content.text.slice(0, endOfExcerpt(content.text, 0, budget))}…` }
}

import { Problem } from '@patchbay/contract'
import { schemaCompiler } from '../../calls/schema-compiler.ts'
import type { AnswerForms } from '../../calls/idempotency/keyed-calls.ts'
import type { JsonSchema } from '../../connectors/connector-description.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { McpRequest } from '../mcp-request.ts'
import { readMoreName, readMoreOutput } from '../results/read-more-definition.ts'
import type { ReadMore } from '../results/read-more.ts'
import { failTool } from '../tools/fail-tool.ts'
import { metaKeys } from '../tools/meta-keys.ts'
import { readToolInput } from '../tools/read-tool-input.ts'
import { connectionArgument, takesConnection, type OfferedTool } from '../tools/offered-tool.ts'
import { objectText, type ToolAnswer } from '../tools/tool-answer.ts'
import type { ToolSet } from '../tools/tool-set.ts'
import {
  CallInputSchema,
  callToolName,
  SearchInputSchema,
  SearchOutputSchema,
  searchToolsName,
  type SearchInput,
} from './search-definitions.ts'
import { searchTools } from './search-tools.ts'
import type { ToolIndex } from './tool-index.ts'

/** What `tools/call` is to do: run a tool, or say what was found or what is wrong. */
export type FoundCall =
  | {
      readonly kind: 'tool'
      readonly offered: OfferedTool
      /** As they came. */
      readonly arguments: unknown
      /** That of the tool which was named, whose answers are shaped by it; `call_tool` has none. */
      readonly outputSchema: JsonSchema | undefined
    }
  | {
      readonly kind: 'answer'
      readonly answer: MaybePromise<ToolAnswer>
      readonly outputSchema: JsonSchema | undefined
    }

/** Undefined for a name that nothing in the set has. It never throws. */
export type FindCall = (
  request: McpRequest,
  set: ToolSet,
  name: string,
  given: unknown,
) => FoundCall | undefined

export interface FindCallParts {
  readonly index: ToolIndex
  readonly readMore: ReadMore
  readonly forms: Pick<AnswerForms, 'failure'>
}

const searchOutput = JSON.parse(JSON.stringify(SearchOutputSchema)) as JsonSchema

/**
 * Tools by their names; and `search_tools`, `call_tool` and `read_more`, which can be called within every set, so that a client goes on
 * which has an older list. What is asked of a call, such as a confirmation, is asked of the tool that `call_tool` names.
 */
export function createFindCall({ index, readMore, forms }: FindCallParts): FindCall {
  const checkSearch = schemaCompiler.strict(SearchInputSchema)
  const checkCall = schemaCompiler.strict(CallInputSchema)

  const search = async (request: McpRequest, set: ToolSet, given: unknown): Promise<ToolAnswer> => {
    try {
      const input = readToolInput<SearchInput>(checkSearch, searchToolsName, given)
      const data = JSON.stringify(await searchTools(index, set, input))
      return {
        text: objectText({
          content: JSON.stringify([{ type: 'text', text: data }]),
          structuredContent: data,
          _meta: JSON.stringify({ [metaKeys.call]: { requestId: request.requestId } }),
        }),
      }
    } catch (error) {
      return failTool(forms, request, error)
    }
  }

  const inner = (set: ToolSet, given: unknown): { offered: OfferedTool; arguments: unknown } => {
    const call = readToolInput<{ name: string; arguments?: object; connection?: string }>(
      checkCall,
      callToolName,
      given,
    )
    const offered = set.find(call.name)
    if (offered === undefined) throw notInSet(call.name)
    const { connection } = call
    if (connection === undefined) return { offered, arguments: call.arguments }
    if (takesConnection(offered)) {
      return { offered, arguments: { ...call.arguments, [connectionArgument]: connection } }
    }
    if (!offered.connections.includes(connection)) throw otherConnection(offered, connection)
    return { offered, arguments: call.arguments }
  }

  return (request, set, name, given) => {
    const offered = set.find(name)
    if (offered !== undefined) {
      return { kind: 'tool', offered, arguments: given, outputSchema: offered.definition.outputSchema }
    }
    if (name === searchToolsName) {
      return { kind: 'answer', answer: search(request, set, given), outputSchema: searchOutput }
    }
    if (name === readMoreName) {
      return { kind: 'answer', answer: readMore(request, given), outputSchema: readMoreOutput }
    }
    if (name !== callToolName) return undefined
    try {
      return { kind: 'tool', ...inner(set, given), outputSchema: undefined }
    } catch (error) {
      return { kind: 'answer', answer: failTool(forms, request, error), outputSchema: undefined }
    }
  }
}

const notInSet = (name: string): Problem =>
  new Problem('invalid_input', {
    detail: `There is no tool "${name}" here, or none that this key is offered.`,
    advice: `Find tools with ${searchToolsName}, such as {"query": "${wordsOfName(name)}"}, and give the name as it says.`,
    errors: [{ path: '/name', message: `must be a name that ${searchToolsName} gives` }],
  })

const wordsOfName = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, 100)

const otherConnection = ({ name, connections }: OfferedTool, connection: string): Problem =>
  new Problem('invalid_input', {
    detail: `The tool ${name} cannot be called over the connection "${connection.slice(0, 100)}".`,
    advice: 'Leave the connection out, or name one of those that there are.',
    errors: [{ path: '/connection', message: `must be one of ${connections.slice(0, 20).join(', ')}` }],
  })

import type { QuestionKind } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import { ordinaryUse } from '../calls/cache/cache-use.ts'
import type { Call, CallListener, CallPlace } from '../calls/call.ts'
import type { Deadline } from '../calls/deadline.ts'
import type { Answers } from '../connectors/connector-host.ts'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { McpRequest } from './mcp-request.ts'

/** The call that a request to run a tool asks for. It ends when the request is cancelled or its caller goes away. */
export class McpCall implements Call {
  readonly operation: LoadedOperation
  readonly input: unknown
  readonly form: Call['form']
  readonly wantedConnection: string | undefined
  readonly place: CallPlace
  readonly cacheUse = ordinaryUse
  readonly isPresented = true
  readonly span: Call['span']
  ownSpan: Call['ownSpan']
  readonly #request: McpRequest
  /** Whether its answer is kept for whoever comes back, so that nobody's leaving ends it. */
  readonly #isKept: boolean

  constructor(
    request: McpRequest,
    operation: LoadedOperation,
    input: unknown,
    wantedConnection: string | undefined,
    isKept: boolean,
    form: Call['form'] = 'json',
  ) {
    this.#request = request
    this.operation = operation
    this.input = input
    this.wantedConnection = wantedConnection
    this.#isKept = isKept
    this.form = form
    this.span = request.span
    this.place = {
      connector: operation.connector.host.description.id,
      operation: operation.description.id,
    }
  }

  get principal(): Principal {
    return this.#request.principal
  }

  get requestId(): string {
    return this.#request.requestId
  }

  get traceId(): string {
    return this.#request.traceId
  }

  get listener(): CallListener | undefined {
    return this.#request.listener
  }

  get answers(): Answers | undefined {
    return this.#request.answers
  }

  get askable(): readonly QuestionKind[] {
    return this.#request.askable
  }

  attend(deadline: Deadline): void {
    this.#request.attend(deadline, this.#isKept)
  }
}

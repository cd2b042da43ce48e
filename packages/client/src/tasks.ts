import type { CallMeta, Client } from './client.ts'
import type { CallOptions } from './client-options.ts'
import { pause } from './deadline.ts'
import { exchange } from './exchange.ts'
import type { Schemas } from './generated/schemas.ts'
import type { ConnectorMap, DataOf, InputArguments, InputOf, Operations } from './operation-types.ts'
import type { Problem } from './problem.ts'
import type { Failure, Result } from './result.ts'
import type { WireRequest } from './wire-request.ts'

declare const answer: unique symbol

/** A call that runs on the server while nobody waits for it. The id is all that has to be kept to come back to it. */
export type Task<Data> = Schemas['Task'] & { readonly [answer]?: Data }

/** Begins a call as a task (`Prefer: respond-async`). */
export async function startTask<
  Connectors extends ConnectorMap<Connectors>,
  Connector extends keyof Connectors & string,
  Operation extends keyof Operations<Connectors, Connector> & string,
>(
  client: Client<Connectors, unknown>,
  connector: Connector,
  operation: Operation,
  ...[input, options]: InputArguments<InputOf<Operations<Connectors, Connector>[Operation]>, CallOptions>
): Promise<Result<Task<DataOf<Operations<Connectors, Connector>[Operation]>>, { requestId: string }>> {
  const request = client.requestOf(connector, operation, input, options)
  const headers = { ...request.headers, prefer: 'respond-async' }
  return (await exchange(client.transport, { ...request, headers })) as never
}

export interface WaitOptions {
  readonly signal?: AbortSignal
  /** Told each time that the task was looked at. */
  readonly onProgress?: (task: Schemas['Task']) => void
}

/**
 * Waits until a task has ended, and gives what its call was answered with. A task that asks something ends the wait
 * with `input_required`: answer it (`POST /v1/tasks/{id}/answers`), then wait again.
 */
export async function finishTask<Data, Connectors extends ConnectorMap<Connectors>>(
  client: Client<Connectors, unknown>,
  { id }: Pick<Task<Data>, 'id' | typeof answer>,
  { signal = new AbortController().signal, onProgress }: WaitOptions = {},
): Promise<Result<Data, CallMeta>> {
  const path = `/v1/tasks/${encodeURIComponent(id)}`
  const ask = (path: string): WireRequest => ({ method: 'GET', path, isRepeatable: true, signal })
  for (;;) {
    const looked = await exchange(client.transport, ask(path))
    if (!looked.ok) return looked
    const task = looked.data as Schemas['Task']
    onProgress?.(task)
    if (task.state === 'input_required') return asked(task)
    if (task.result !== undefined) return (await exchange(client.transport, ask(`${path}/result`))) as never
    await pause(task.pollAfter * 1_000, signal)
  }
}

function asked({ message, questions = {} }: Schemas['Task']): Failure {
  const problem: Problem = {
    type: '/problems/input_required',
    title: 'Questions to be answered first',
    status: 422,
    code: 'input_required',
    detail: message ?? 'The task waits for answers.',
    advice: 'Answer the questions of the task, then wait for it again.',
    retryable: false,
    questions: questions as NonNullable<Problem['questions']>,
  }
  return { ok: false, problem }
}

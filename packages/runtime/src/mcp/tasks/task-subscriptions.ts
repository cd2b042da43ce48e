import { CLIENT_CAPABILITIES_META_KEY, SUBSCRIPTION_ID_META_KEY } from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import { frameOf, framesOf, messageOf } from './event-frames.ts'
import { tasksExtension } from './task-extension.ts'
import { detailOf, type TaskMethodParts } from './task-methods.ts'

/**
 * Tells those who listen (`subscriptions/listen`) how their tasks are, by what the extension adds to its filter: `taskIds`.
 * The SDK's listener knows no such filter, so its stream is gone on with here.
 */
export interface TaskSubscriptions {
  /** The answer to a request, with what is told of tasks if that was asked for. */
  extend(principal: Principal, body: unknown, signal: AbortSignal, response: Response): Promise<Response>
  /** Ends all streams. */
  close(): void
}

interface ListenRequest {
  readonly id?: string | number
  readonly method?: unknown
  readonly params?: {
    readonly notifications?: { readonly taskIds?: unknown }
    readonly _meta?: Readonly<Record<string, unknown>>
  }
}

/** Tasks that one stream tells of. */
const mostWatched = 100
/** Streams of an instance. */
const mostStreams = 1_024
/** Milliseconds after which a stream without news shows that it is alive. */
const keepAlive = 15_000

export function createTaskSubscriptions(parts: TaskMethodParts): TaskSubscriptions {
  const { tasks } = parts
  const ends = new Set<() => void>()

  const ownOf = async (principal: Principal, ids: readonly string[]): Promise<string[]> => {
    const found = await Promise.all(
      ids.map(async (id) =>
        tasks.get(principal, id).then(
          () => id,
          () => undefined,
        ),
      ),
    )
    return found.filter((id) => id !== undefined)
  }

  const open = (
    principal: Principal,
    id: string | number,
    watched: readonly string[],
    inner: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): ReadableStream<Uint8Array> => {
    const frames = framesOf(inner)
    let end = (): void => undefined
    return new ReadableStream<Uint8Array>({
      start(controller) {
        let isClosed = false
        // One after the other: what is older must not be told later.
        let telling = Promise.resolve()
        const write = (frame: Uint8Array): void => {
          if (!isClosed) controller.enqueue(frame)
        }
        const tell = (taskId: string, isFirst: boolean): void => {
          telling = telling.then(async () => {
            if (isClosed) return
            const task = await tasks.get(principal, taskId)
            // What has happened before it was listened for would never be told otherwise.
            if (isFirst && task.state === 'working') return
            const params = await detailOf(parts, principal, task)
            const meta = { _meta: { [SUBSCRIPTION_ID_META_KEY]: id } }
            write(frameOf({ jsonrpc: '2.0', method: 'notifications/tasks', params: { ...params, ...meta } }))
          })
          telling = telling.catch(() => undefined) // it was forgotten, or will be told when the store is back
        }
        const stopListening = tasks.onChange((changed) => {
          for (const one of watched) if (changed === undefined || changed === one) tell(one, false)
        })
        const timer = setInterval(() => write(frameOf(undefined)), keepAlive).unref()
        end = () => {
          if (isClosed) return
          const result = { resultType: 'complete', _meta: { [SUBSCRIPTION_ID_META_KEY]: id } }
          write(frameOf({ jsonrpc: '2.0', id, result }))
          isClosed = true
          clearInterval(timer)
          stopListening()
          ends.delete(end)
          frames.return().catch(() => undefined)
          controller.close()
        }
        ends.add(end)
        if (signal.aborted) end()
        else signal.addEventListener('abort', end, { once: true })
        void forward(frames, watched, write)
          .then(() => watched.forEach((one) => tell(one, true)))
          .catch(end)
      },
      cancel: () => end(),
    })
  }

  return {
    async extend(principal, body, signal, response) {
      const { id, method, params } = (body ?? {}) as ListenRequest
      const { taskIds } = params?.notifications ?? {}
      if (method !== 'subscriptions/listen' || id === undefined || !Array.isArray(taskIds)) return response
      if (response.body === null || !isStream(response) || !declares(params?._meta)) return response
      if (ends.size >= mostStreams) return response
      const asked = taskIds.filter((one) => typeof one === 'string').slice(0, mostWatched)
      const watched = await ownOf(principal, asked)
      if (watched.length === 0) return response
      const { status, headers } = response
      return new Response(open(principal, id, watched, response.body, signal), { status, headers })
    },
    close() {
      for (const end of ends) end()
    },
  }
}

/** Passes on what the SDK tells, but for its end; the first of it says what is listened for. */
async function forward(
  frames: AsyncGenerator<string, void, void>,
  watched: readonly string[],
  write: (frame: Uint8Array) => void,
): Promise<void> {
  const first = await frames.next()
  if (first.done !== true) write(acknowledging(first.value, watched))
  void (async () => {
    for await (const frame of frames) if (!isEnd(frame)) write(frameOf(frame))
  })().catch(() => undefined)
}

function acknowledging(frame: string, taskIds: readonly string[]): Uint8Array {
  const message = messageOf(frame) as { readonly params?: { readonly notifications?: object } } | undefined
  if (message?.params === undefined) return frameOf(frame)
  const notifications = { ...message.params.notifications, taskIds }
  return frameOf({ ...message, params: { ...message.params, notifications } })
}

const isEnd = (frame: string): boolean => Object.hasOwn((messageOf(frame) ?? {}) as object, 'result')

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') === true

function declares(meta: Readonly<Record<string, unknown>> | undefined): boolean {
  const capabilities = meta?.[CLIENT_CAPABILITIES_META_KEY] as { readonly extensions?: object } | undefined
  return Object.hasOwn(capabilities?.extensions ?? {}, tasksExtension)
}

import type { QuestionKind, Questions } from '@patchbay/contract'
import type { TraceContext } from '../telemetry/traces/trace-context.ts'
import type { SealedBodies } from '../calls/idempotency/sealed-bodies.ts'
import type { Database } from '../store/store.ts'
import { unsealed } from './refusals.ts'
import type { TaskRecord } from './task-records.ts'

/** Where it is kept how a result looks to a reader: before its first part. */
export const presentedNumber = -1

/** What a task is about: sealed, for inputs may hold secrets. */
export interface TaskContent {
  /** As it came. */
  readonly input: unknown
  /** The span of the request that has made it, and what came with that. */
  readonly trace?: TraceContext
  /** What the caller can be asked. Default: everything. */
  readonly askable?: readonly QuestionKind[]
  /** What the caller is asked, by key, and has not answered yet. */
  readonly asked?: Questions | undefined
  /** What the caller has answered, by key. */
  readonly answers?: Readonly<Record<string, unknown>>
}

/** Contents and results of tasks, which open under their task and nowhere else. */
export interface TaskContents {
  /** Rejects with `secret_unavailable` where there is nothing to seal with, as all of them do. */
  seal(id: string, content: TaskContent): Promise<{ readonly keyId: string; readonly sealed: Buffer }>
  open(record: Pick<TaskRecord, 'id' | 'key_id' | 'sealed'>): Promise<TaskContent>
  sealChunk(
    id: string,
    number: number,
    text: string,
  ): Promise<{ readonly keyId: string; readonly sealed: Buffer }>
  /** The parts of a result, in their order, from one on. */
  chunks(database: Database, id: string, from?: number): AsyncGenerator<string, void, void>
  /** The last one; '' where there is none. */
  last(database: Database, id: string): Promise<string>
  /** What stands beside the result; undefined where nothing does. */
  presented(database: Database, id: string): Promise<string | undefined>
}

export function createTaskContents(bodies: SealedBodies): TaskContents {
  const inputPlace = (id: string): string => `${id} input`
  const chunkPlace = (id: string, number: number): string => `${id} result ${number}`
  const seal = async (place: string, what: string, text: string) => {
    const sealed = await bodies.seal(place, text)
    if (sealed === undefined) throw unsealed(what)
    return sealed
  }
  const readChunk = async (database: Database, id: string, number: number): Promise<string | undefined> => {
    const row = await database
      .selectFrom('task_chunks')
      .select(['key_id', 'sealed'])
      .where('task', '=', id)
      .where('number', '=', number)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const body = { keyId: row.key_id, sealed: Buffer.from(row.sealed) }
    const text = await bodies.open(chunkPlace(id, number), body)
    if (text === undefined) throw unsealed('The result')
    return text
  }
  return {
    seal: (id, content) => seal(inputPlace(id), 'The input', JSON.stringify(content)),
    async open({ id, key_id: keyId, sealed }) {
      const text = await bodies.open(inputPlace(id), { keyId, sealed: Buffer.from(sealed) })
      if (text === undefined) throw unsealed('The input')
      return JSON.parse(text) as TaskContent
    },
    sealChunk: (id, number, text) => seal(chunkPlace(id, number), 'The result', text),
    async *chunks(database, id, from = 0) {
      for (let number = from; ; number += 1) {
        const text = await readChunk(database, id, number)
        if (text === undefined) return
        yield text
      }
    },
    async last(database, id) {
      const { number } = await database
        .selectFrom('task_chunks')
        .select(({ fn }) => fn.max('number').as('number'))
        .where('task', '=', id)
        .executeTakeFirstOrThrow()
      return (await readChunk(database, id, number)) ?? ''
    },
    presented: (database, id) => readChunk(database, id, presentedNumber),
  }
}

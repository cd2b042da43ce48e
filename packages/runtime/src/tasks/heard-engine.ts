import type { CallEngine } from '../calls/call-engine.ts'

/** What a task needs of the engine. */
export type TaskEngine = Pick<CallEngine, 'run' | 'runOnce' | 'stream' | 'check'>

/** The engine, with somebody who hears of each failure that it has told of as that of a call. */
export function heardEngine(engine: TaskEngine, onFailed: (error: unknown) => void): TaskEngine {
  const heard = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      onFailed(error)
      throw error
    }
  }
  return {
    run: (call) => heard(() => engine.run(call)),
    runOnce: (call, key) => heard(() => engine.runOnce(call, key)),
    stream: (call) => heard(() => engine.stream(call)),
    check: (call) => heard(() => engine.check(call)),
  }
}

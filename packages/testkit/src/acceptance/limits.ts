import type { ConnectorDescription, OperationDescription } from '@patchbay/runtime'
import type { Test } from 'tap'
import { serve, type Harness } from './harness.ts'

type Schema = Readonly<Record<string, unknown>>

const tries = 20

/** Every limit can be resolved, is taken by some operation, and is really taken from when that operation is called. */
export async function checkLimits(t: Test, observing: Harness, folder: URL): Promise<void> {
  const { description } = observing
  const limits = Object.entries(description.limits)
  const stated: string[] = []
  for (const [id, { per }] of limits) {
    const operations = takersOf(id, description)
    if (operations.length === 0) stated.push(id)
    for (const key of per) {
      // What requests say that they are about is seen when they are sent.
      if (key.startsWith('request.')) continue
      const schemas = key.startsWith('config.') ? [description.config] : operations.map(({ input }) => input)
      const path = key.split('.').slice(1)
      const isKnown = key === 'connection' || schemas.every((schema) => hasField(schema, path))
      t.ok(isKnown, `the limit ${id} is per ${key}, which exists`)
    }
  }
  if (limits.length === 0) return

  const harness = await serve(folder, observing, { settings: { limits: 'enforce' } })
  try {
    for (const [id, { kind }] of limits) {
      // What is held at once is free again when the answer is there.
      if (kind === 'concurrency') continue
      const [operation] = takersOf(id, description).toSorted((one) => (one.effect === 'read' ? -1 : 1))
      if (operation !== undefined) await checkTaken(t, harness, id, operation)
    }
    await checkStated(t, harness, stated)
  } finally {
    await harness.close()
  }
}

/** Limits that no operation names are taken by requests that name them, so all operations are called until all are seen. */
async function checkStated(t: Test, harness: Harness, stated: readonly string[]): Promise<void> {
  const { description, emulator } = harness
  const { config } = emulator.emulator.connection
  const left = new Set(
    stated.filter((id) =>
      (description.limits[id]?.per ?? []).every(
        (key) => !key.startsWith('config.') || config[key.slice('config.'.length)] !== undefined,
      ),
    ),
  )
  for (const operation of description.operations) {
    if (left.size === 0) return
    emulator.reset()
    const { body } = await harness.call(operation, operation.examples[0]?.input)
    // What an answer tells of a limit is no reason to take it for one that was taken from.
    for (const [limit, { predicted = 0 }] of Object.entries(body.meta?.cost ?? {})) {
      if (predicted > 0 && left.delete(limit)) t.pass(`${operation.id} takes from the limit ${limit}`)
    }
  }
  for (const id of left) t.fail(`the limit ${id} is taken by some operation`)
}

/** What was taken may be back by the time that anybody looks, so this looks more than once. */
async function checkTaken(
  t: Test,
  harness: Harness,
  id: string,
  operation: OperationDescription,
): Promise<void> {
  for (let count = 1; count <= tries; count += 1) {
    harness.emulator.reset()
    const answer = await harness.call(operation, operation.examples[0]?.input)
    const states = (await harness.limits()).filter((state) => state.limit === id)
    if (states.length === 0 && answer.status === 200) {
      // An optional value decides about it, which this example does not give.
      t.pass(`the limit ${id} does not apply to the example of ${operation.id}`)
      return
    }
    if (states.some(({ left, capacity }) => left < capacity)) {
      t.pass(`${operation.id} takes from the limit ${id}`)
      return
    }
  }
  t.fail(`${operation.id} takes from the limit ${id}`)
}

function takersOf(id: string, { limits, operations }: ConnectorDescription): OperationDescription[] {
  const isOnRequests = limits[id]?.unit === 'requests'
  return operations.filter(({ cost }) => (Object.hasOwn(cost, id) ? cost[id] !== 0 : isOnRequests))
}

function hasField(schema: Schema, path: readonly string[]): boolean {
  const [name, ...rest] = path
  if (name === undefined) return true
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>
  const field = Object.hasOwn(properties, name) ? properties[name] : undefined
  return field !== undefined && hasField(field, rest)
}

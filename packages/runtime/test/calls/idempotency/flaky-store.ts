import { sql, type KyselyPlugin, type OperationNode } from 'kysely'
import { storeAway } from '../../../src/store/outages.ts'
import type { Store } from '../../../src/store/store.ts'

type Verb = 'insert' | 'select' | 'delete'

/** Whether the store fails before it has done what was asked for, or after, so that only the answer is lost. */
export type Failure = 'before' | 'after'

/** A store of which verbs can be made to fail. */
export interface FlakyStore {
  readonly store: Store
  readonly failing: Map<Verb, Failure>
  /** Whether it says that it is up. */
  readonly availability: { isUp: boolean }
  /** Called back before each verb. */
  onAsk: (verb: Verb) => void
  /** Milliseconds; makes all records so much older. */
  readonly pass: (time: number) => Promise<void>
}

const verbs: Partial<Record<OperationNode['kind'], Verb>> = {
  InsertQueryNode: 'insert',
  SelectQueryNode: 'select',
  DeleteQueryNode: 'delete',
}

export function flakyStore(store: Store): FlakyStore {
  const failing = new Map<Verb, Failure>()
  const asked = new WeakMap<object, Verb>()
  const away = () => storeAway(new Error('the test wants it'))
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const verb = verbs[node.kind]
      if (verb !== undefined) {
        asked.set(queryId, verb)
        flaky.onAsk(verb)
        if (failing.get(verb) === 'before') throw away()
      }
      return node
    },
    async transformResult({ result, queryId }) {
      const verb = asked.get(queryId)
      if (verb !== undefined && failing.get(verb) === 'after') throw away()
      return result
    },
  }
  const availability = { isUp: true, reason: '', onChange: () => () => undefined }
  const flaky: FlakyStore = {
    store: { ...store, availability, database: store.database.withPlugin(plugin) },
    failing,
    availability,
    onAsk: () => undefined,
    async pass(time) {
      const by = sql`${time} * interval '1 millisecond'`
      await sql`update idempotency_records set lease_ends = lease_ends - ${by}, ends = ends - ${by}`.execute(
        store.database,
      )
    },
  }
  return flaky
}

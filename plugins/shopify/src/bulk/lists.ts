import { parse } from 'graphql'
import { adminSchema } from '../schema.ts'
import { connectionsOf } from './connections.ts'

/** A list that objects of a result have: which objects, under which name, and what it holds. */
export interface BulkList {
  readonly under: readonly string[]
  readonly key: string
  readonly types: readonly string[]
}

/** The lists within the objects of a bulk query's result, which names none of them. */
export function listsOf(query: string): BulkList[] {
  try {
    return connectionsOf(parse(query), adminSchema()).flatMap(({ parent, key, types }) =>
      parent === undefined ? [] : [{ under: parent.types, key, types }],
    )
  } catch {
    return [] // a query of a version with another syntax; what it found is joined all the same
  }
}

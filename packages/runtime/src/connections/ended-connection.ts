/** What is known of a connection that is no more, or is another account now. */
export interface EndedConnection {
  readonly uid: string
  readonly key: string
}

/** By what everything internal names a stored connection. */
export const keyOf = ({
  uid,
  generation,
}: {
  readonly uid: string
  readonly generation: number
}): EndedConnection => ({
  uid,
  key: `${uid}.${generation}`,
})

/** What makes a call the repetition of another. */
export type CallKey = GivenKey | RepeatKey

/** The caller's own key. */
export interface GivenKey {
  /** As it came in the header. */
  readonly header: string
}

/** No key of the caller: the same input within a while counts as the same call. */
export interface RepeatKey {
  /** Milliseconds. */
  readonly window: number
}

/** An answer as it left, which whoever sends the key again gets byte for byte. */
export interface KeptAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** What another call with the same key has left. */
export type KeyRecord = { readonly fingerprint: string } & (
  | { readonly state: 'running' }
  /** Whoever ran it has not said how it ended, and never will. */
  | { readonly state: 'cut_off' }
  | { readonly state: 'done'; readonly answer: KeptAnswer }
  /** It was too large, or what it was sealed with is gone. */
  | { readonly state: 'not_kept'; readonly status: number }
)

/** Characters. Records live for a day, and the answers of writes are small. */
export const mostKept = 262_144

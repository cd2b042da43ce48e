/** An answer as it left, which whoever sends the key again gets byte for byte. */
export interface KeptAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** What is known about a key. */
export type KeyRecord =
  /** A call has begun with it. If nobody holds its lease any more, nobody will ever say how it ended. */
  | { readonly state: 'running'; readonly fingerprint: string; readonly owner: string }
  | { readonly state: 'done'; readonly fingerprint: string; readonly answer: KeptAnswer }
  /** Its answer was too large to be kept. */
  | { readonly state: 'done'; readonly fingerprint: string; readonly status: number }

/** Characters. Records live for a day, and the answers of writes are small. */
const mostKept = 262_144

export function doneRecord(fingerprint: string, answer: KeptAnswer): KeyRecord {
  return answer.body.length > mostKept
    ? { state: 'done', fingerprint, status: answer.status }
    : { state: 'done', fingerprint, answer }
}

/** Which way the bytes go: `upstream` from the client to the server, `downstream` back. */
export type Stream = 'upstream' | 'downstream'

/** What each kind of toxic can be told, with its defaults. Names and units are Toxiproxy's. */
export const attributesOf = {
  /** Milliseconds that every chunk is held back, more or less by up to `jitter`. */
  latency: { latency: 0, jitter: 0 },
  /** Kilobytes per second. */
  bandwidth: { rate: 0 },
  /** Milliseconds by which the end of the connection is held back. */
  slow_close: { delay: 0 },
  /** Nothing gets through; the connection is closed after so many milliseconds, or with 0 never. */
  timeout: { timeout: 0 },
  /** The connection is reset after so many milliseconds. */
  reset_peer: { timeout: 0 },
  /** Cuts what passes into pieces of about this many bytes, so many microseconds apart. */
  slicer: { average_size: 1, size_variation: 0, delay: 0 },
  /** The connection is closed once so many bytes have passed. */
  limit_data: { bytes: 0 },
} as const satisfies Record<string, Readonly<Record<string, number>>>

export type ToxicType = keyof typeof attributesOf

/** One fault on one stream of a proxy, as Toxiproxy's API shows it. */
export interface Toxic {
  readonly name: string
  readonly type: ToxicType
  readonly stream: Stream
  /** Share of connections that it is for, 0 to 1. */
  readonly toxicity: number
  readonly attributes: Readonly<Record<string, number>>
}

export const isToxicType = (type: string): type is ToxicType => Object.hasOwn(attributesOf, type)

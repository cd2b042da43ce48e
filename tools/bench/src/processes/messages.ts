/** What the benchmark asks of a server process. */
export type Question = 'usage' | 'memory' | 'stop' | 'write' | 'rest'

/** What a server process says. */
export type Answer =
  | { readonly kind: 'ready'; readonly origin: string }
  /** Rows so far, of a server that writes when it is told to. */
  | { readonly kind: 'written'; readonly count: number }
  /** CPU time of the whole process so far, in microseconds: its own code, the kernel for it, and V8's threads. */
  | { readonly kind: 'usage'; readonly microseconds: number }
  /** Bytes of the process that are resident. */
  | { readonly kind: 'memory'; readonly bytes: number }
  /** Keys of the callers that a server has made, before it serves. */
  | { readonly kind: 'callers'; readonly keys: readonly string[] }

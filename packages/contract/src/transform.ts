const marker = Symbol.for('patchbay.transform')

/** Facts about a transform that its input does not show. */
export interface TransformOptions {
  /**
   * How the work grows. `linear`, the default: with the size of the input, at about the pace of parsing it.
   * `unbounded`: a small input can take long as well, such as a pattern that comes from a caller, or a search through
   * combinations. Such a transform never runs where other calls wait.
   */
  readonly work?: 'linear' | 'unbounded'
}

/**
 * A pure function over plain data that may be heavy. Each one is the default export of a file of its own, so
 * that the runtime can run it inline or load the same file in a worker; the author does not choose.
 *
 * Pure means: the result follows from the input alone, and the input stays as it was. Input and result are what a
 * structured clone can carry (no functions, no classes of one's own); a `Uint8Array` is given away, not copied, so
 * whoever passed one in must not read it again.
 */
export interface Transform<Input, Output> extends Required<TransformOptions> {
  readonly [marker]: true
  /** `import.meta.url` of the file whose default export this is. */
  readonly module: string
  readonly run: (input: Input) => Output
}

export function defineTransform<Input, Output>(
  module: string,
  run: (input: Input) => Output,
  { work = 'linear' }: TransformOptions = {},
): Transform<Input, Output> {
  return Object.freeze({ [marker]: true as const, module, run, work })
}

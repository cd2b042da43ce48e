const marker = Symbol.for('patchbay.transform')

/**
 * A pure function over plain data that may be heavy. Each one is the default export of a file of its own, so
 * that the runtime can run it inline or load the same file in a worker; the author does not choose.
 */
export interface Transform<Input, Output> {
  readonly [marker]: true
  /** `import.meta.url` of the file whose default export this is. */
  readonly module: string
  readonly run: (input: Input) => Output
}

export function defineTransform<Input, Output>(
  module: string,
  run: (input: Input) => Output,
): Transform<Input, Output> {
  return Object.freeze({ [marker]: true as const, module, run })
}

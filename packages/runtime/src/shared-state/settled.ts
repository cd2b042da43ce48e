/** A port all of whose verbs answer at once. */
export type Settled<Port> = {
  readonly [Verb in keyof Port]: Port[Verb] extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Exclude<R, Promise<unknown>>
    : Port[Verb]
}
